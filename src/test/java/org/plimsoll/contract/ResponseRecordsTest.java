package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.audit.AuditEvent;
import org.plimsoll.audit.AuditResource;
import org.plimsoll.compare.RuleSetComparison;
import org.plimsoll.decisionlog.DecisionPage;
import org.plimsoll.decisionlog.DecisionSummary;
import org.plimsoll.replay.core.ReplayReport;
import org.plimsoll.retention.HoldResource;
import org.plimsoll.ruleset.ReportResponses;
import org.plimsoll.ruleset.RuleSetResponses;
import org.plimsoll.status.StatusResponse;

/** The contract describes every field of the answers that are records; those that may be null may be absent. */
class ResponseRecordsTest {
    static Stream<Map.Entry<String, Class<?>>> records() {
        return Map.<String, Class<?>>ofEntries(
                Map.entry("/RuleSetList", RuleSetResponses.RuleSetList.class),
                Map.entry("/RuleSet", RuleSetResponses.RuleSet.class),
                Map.entry("/ActiveVersion", RuleSetResponses.Active.class),
                Map.entry("/Failure", RuleSetResponses.Failure.class),
                Map.entry("/Finding", RuleSetResponses.Finding.class),
                Map.entry("/VersionList", RuleSetResponses.VersionList.class),
                Map.entry("/File", RuleSetResponses.File.class),
                Map.entry("/Status", StatusResponse.class),
                Map.entry("/Status/properties/build", StatusResponse.Build.class),
                Map.entry("/LoadedVersion", StatusResponse.Loaded.class),
                Map.entry("/UnpreparedVersion", StatusResponse.Unprepared.class),
                Map.entry("/Proposal", RuleSetResponses.ProposalView.class),
                Map.entry("/Vote", RuleSetResponses.Vote.class),
                Map.entry("/ActivationList", RuleSetResponses.ActivationList.class),
                Map.entry("/Activation", RuleSetResponses.ActivationView.class),
                Map.entry("/Teams", RuleSetResponses.Teams.class),
                Map.entry("/RunningReport", ReportResponses.Running.class),
                Map.entry("/CheckReport", ReportResponses.CheckReport.class),
                Map.entry("/TestReport", ReportResponses.TestReport.class),
                Map.entry("/CaseCoverage", ReportResponses.Coverage.class),
                Map.entry("/Rule", ReportResponses.Rule.class),
                Map.entry("/CaseOutcome", ReportResponses.CaseOutcome.class),
                Map.entry("/CaseExpectation", ReportResponses.Expectation.class),
                Map.entry("/Comparison", RuleSetComparison.class),
                Map.entry("/ComparedVersion", RuleSetComparison.Version.class),
                Map.entry("/ComparedPlace", RuleSetComparison.Place.class),
                Map.entry("/ComparedValueChange", RuleSetComparison.ValueChange.class),
                Map.entry("/ComparedFileChange", RuleSetComparison.FileChange.class),
                Map.entry("/ComparedFileContent", RuleSetComparison.FileContent.class),
                Map.entry("/ComparedRuleChange", RuleSetComparison.RuleChange.class),
                Map.entry("/ComparedRuleText", RuleSetComparison.RuleText.class),
                Map.entry("/ComparedParameterChange", RuleSetComparison.ParameterChange.class),
                Map.entry("/ComparedTableChange", RuleSetComparison.TableChange.class),
                Map.entry("/ComparedColumnChange", RuleSetComparison.ColumnChange.class),
                Map.entry("/ComparedRowChange", RuleSetComparison.RowChange.class),
                Map.entry("/ComparedCellChange", RuleSetComparison.CellChange.class),
                Map.entry("/ComparedCaseChange", RuleSetComparison.CaseChange.class),
                Map.entry("/ComparedOutcomes", RuleSetComparison.Outcomes.class),
                Map.entry("/ComparedOutcomeChange", RuleSetComparison.OutcomeChange.class),
                Map.entry("/FollowedInGit", StatusResponse.Followed.class),
                Map.entry("/DecisionList", DecisionPage.class),
                Map.entry("/DecisionSummary", DecisionSummary.class),
                Map.entry("/AuditEventList", AuditResource.AuditEventList.class),
                Map.entry("/AuditEvent", AuditEvent.class),
                Map.entry("/HoldList", HoldResource.HoldList.class),
                Map.entry("/Hold", HoldResource.Hold.class),
                Map.entry("/ReplayReport", ReplayReport.class),
                Map.entry("/ReplayEngines", ReplayReport.Engines.class),
                Map.entry("/ReplayEngine", ReplayReport.Engine.class),
                Map.entry("/ReplayDifference", ReplayReport.Difference.class),
                Map.entry("/ReplayRefusal", ReplayReport.Refused.class),
                Map.entry("/ReplayError", ReplayReport.Wrong.class),
                Map.entry("/Status/properties/decisionLog", StatusResponse.Log.class))
                .entrySet()
                .stream();
    }

    /** Requests are read into records that are nobody else's; by name, therefore. */
    @ParameterizedTest
    @CsvSource({
        "NewDraft, NewDraft",
        "StepComment, Comment",
        "StepReason, Reason",
        "Retirement, Retirement",
        "NewActivation, NewActivation",
        "Rollback, Rollback",
        "NewTeams, NewTeams"
    })
    void request_hasTheFieldsOfItsSchema(String schema, String record) throws ClassNotFoundException {
        Class<?> request = Class.forName("org.plimsoll.ruleset.LifecycleRequests$" + record);

        assertThat(Contract.names(Contract.get().schema(schema).required("properties")))
                .isEqualTo(Arrays.stream(request.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void version_hasTheFieldsOfItsSchemas() {
        Set<String> fields = new TreeSet<>(
                Contract.names(Contract.get().schema("VersionFields").required("properties")));
        fields.addAll(Contract.names(
                Contract.get().schema("VersionWithFiles").at("/allOf/1").required("properties")));

        assertThat(fields)
                .isEqualTo(Arrays.stream(RuleSetResponses.Version.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_hasTheFieldsOfItsSchema(Map.Entry<String, Class<?>> answer) {
        JsonNode schema = Contract.get().document().requiredAt("/components/schemas" + answer.getKey());
        Set<String> all = new TreeSet<>();
        Set<String> always = new TreeSet<>();
        for (RecordComponent component : answer.getValue().getRecordComponents()) {
            all.add(component.getName());
            boolean nullable = Arrays.stream(component.getAnnotatedType().getAnnotations())
                    .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
            if (!nullable) {
                always.add(component.getName());
            }
        }
        assertThat(Contract.names(schema.required("properties"))).isEqualTo(all);
        assertThat(new TreeSet<>(Contract.texts(schema.required("required")))).isEqualTo(always);
    }
}
