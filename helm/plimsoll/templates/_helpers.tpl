{{- define "plimsoll.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "plimsoll.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "plimsoll.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "plimsoll.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "plimsoll.selectorLabels" -}}
app.kubernetes.io/name: {{ include "plimsoll.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- /* Labels of every object but the pods. Call with (dict "root" $ "extra" map). */}}
{{- define "plimsoll.labels" -}}
{{ include "plimsoll.podLabels" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* Labels of the pods: without the chart's version, which would restart them for nothing. The extra ones win. */}}
{{- define "plimsoll.podLabels" -}}
{{ include "plimsoll.selectorLabels" .root }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- with merge (dict) .extra .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "plimsoll.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "plimsoll.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "plimsoll.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{- /* What a schema cannot say: relations between numbers. */}}
{{- define "plimsoll.validate" -}}
{{- with .Values.autoscaling }}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) }}
{{- fail (printf "autoscaling.minReplicas (%d) is more than autoscaling.maxReplicas (%d)" (int .minReplicas) (int .maxReplicas)) }}
{{- end }}
{{- end }}
{{- with .Values.shutdown }}
{{- if le (int .gracePeriodSeconds) (add .drainSeconds .timeoutSeconds | int) }}
{{- fail (printf "shutdown.gracePeriodSeconds (%d) must be more than shutdown.drainSeconds and shutdown.timeoutSeconds together (%d)" (int .gracePeriodSeconds) (add .drainSeconds .timeoutSeconds | int)) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "plimsoll.probe" -}}
httpGet:
  path: {{ .path }}
  port: http
periodSeconds: {{ .timing.periodSeconds }}
timeoutSeconds: {{ .timing.timeoutSeconds }}
failureThreshold: {{ .timing.failureThreshold }}
{{- end }}

{{- define "plimsoll.env" -}}
- name: PLIMSOLL_DATABASE_EMBEDDED
  value: "false"
- name: PLIMSOLL_NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: PLIMSOLL_LEDGER_DIRECTORY
  value: /var/lib/plimsoll/witness
- name: PLIMSOLL_LEDGER_WITNESS_FILE
  value: /var/lib/plimsoll/witness/$(PLIMSOLL_NODE_NAME).ndjson
- name: PLIMSOLL_LEDGER_SIGNING_KEY
  value: /etc/plimsoll/ledger/key.pem
{{- with .Values.ledger.verificationKeys }}
- name: PLIMSOLL_LEDGER_VERIFICATION_KEYS
  value: {{ join "," . | quote }}
{{- end }}
- name: PLIMSOLL_RULES_DIRECTORY
  value: {{ .Values.rules.directory | quote }}
- name: QUARKUS_HTTP_HOST
  value: 0.0.0.0
- name: QUARKUS_HTTP_PORT
  value: "8080"
- name: QUARKUS_SHUTDOWN_TIMEOUT
  value: {{ printf "%ds" (int .Values.shutdown.timeoutSeconds) }}
- name: JDK_JAVA_OPTIONS
  value: {{ .Values.java.options | quote }}
{{- with .Values.database }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  {{- if .existingSecret.urlKey }}
  {{- include "plimsoll.secretKeyRef" (dict "name" .existingSecret.name "key" .existingSecret.urlKey) | nindent 2 }}
  {{- else }}
  value: {{ .url | quote }}
  {{- end }}
- name: QUARKUS_DATASOURCE_USERNAME
  {{- include "plimsoll.secretKeyRef" (dict "name" .existingSecret.name "key" .existingSecret.usernameKey) | nindent 2 }}
- name: QUARKUS_DATASOURCE_PASSWORD
  {{- include "plimsoll.secretKeyRef" (dict "name" .existingSecret.name "key" .existingSecret.passwordKey) | nindent 2 }}
- name: QUARKUS_DATASOURCE_JDBC_MAX_SIZE
  value: {{ .maxPoolSize | quote }}
{{- end }}
{{- with .Values.oidc }}
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: {{ .enabled | quote }}
{{- if .enabled }}
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ .authServerUrl | quote }}
- name: QUARKUS_OIDC_CLIENT_ID
  value: {{ .clientId | quote }}
{{- with .audience }}
- name: QUARKUS_OIDC_TOKEN_AUDIENCE
  value: {{ . | quote }}
{{- end }}
{{- if .existingSecret.name }}
- name: QUARKUS_OIDC_CREDENTIALS_SECRET
  {{- include "plimsoll.secretKeyRef" (dict "name" .existingSecret.name "key" .existingSecret.clientSecretKey) | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "plimsoll.secretKeyRef" -}}
valueFrom:
  secretKeyRef:
    name: {{ .name }}
    key: {{ .key }}
{{- end }}
