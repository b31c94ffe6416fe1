package org.plimsoll.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;

/** Rule sets as callers see them. */
public final class RuleSetResponses {
    private RuleSetResponses() {}

    /**
     * A part of the list of rule sets.
     *
     * @param items the part
     * @param next what to give as {@code after} for the next part; absent when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleSetList(List<RuleSet> items, @Nullable String next) {
        static RuleSetList of(Page<RuleSetSummary> page) {
            return new RuleSetList(page.items().stream().map(RuleSet::of).toList(), page.next());
        }
    }

    /**
     * A rule set.
     *
     * @param name its name
     * @param title its title; absent when no version is active
     * @param active the version in force; absent when there is none
     * @param latestVersion number of the latest version; absent when there is none
     * @param failure why its folder, or its version in force, could not be taken; absent when it could
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleSet(
            String name,
            @Nullable String title,
            @Nullable Active active,
            @Nullable Integer latestVersion,
            @Nullable Failure failure) {
        static RuleSet of(RuleSetSummary summary) {
            RuleSetVersion version = summary.activeVersion();
            Activation activation = summary.active();
            RuleSetFailure failure = summary.failure();
            return new RuleSet(
                    summary.name(),
                    version == null ? null : version.title(),
                    activation == null || version == null ? null : Active.of(activation, version),
                    summary.latest() == 0 ? null : summary.latest(),
                    failure == null ? null : Failure.of(failure));
        }
    }

    /**
     * A version in force.
     *
     * @param version number of the version
     * @param contentHash identity of its files
     * @param activatedAt when it came into force
     * @param activatedBy who brought it into force
     * @param reason why
     */
    public record Active(int version, String contentHash, Instant activatedAt, String activatedBy, String reason) {
        static Active of(Activation activation, RuleSetVersion version) {
            return new Active(
                    activation.version(), version.contentHash(), activation.at(), activation.by(), activation.reason());
        }
    }

    /**
     * Why a rule set could not be taken.
     *
     * @param ruleSet name of the rule set
     * @param source {@code folder} or {@code database}
     * @param version number of the version in the database; absent when it is about a folder
     * @param at when it failed
     * @param reason a sentence
     * @param diagnostics what is wrong with its files, by place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String ruleSet,
            String source,
            @Nullable Integer version,
            Instant at,
            String reason,
            List<Finding> diagnostics) {
        public static Failure of(RuleSetFailure failure) {
            return new Failure(
                    failure.ruleSet(),
                    failure.source(),
                    failure.version(),
                    failure.at(),
                    failure.reason(),
                    failure.diagnostics().stream().map(Finding::of).toList());
        }
    }

    /**
     * Something found in a rule file.
     *
     * @param code stable code
     * @param severity {@code ERROR} or {@code WARNING}
     * @param message a sentence that says what to write instead
     * @param file path within the rule set's folder
     * @param line line counted from one
     * @param column column counted from one
     * @param rule name of the rule it stands in; absent outside any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Finding(
            String code,
            String severity,
            String message,
            String file,
            int line,
            int column,
            @Nullable String rule) {
        static Finding of(Diagnostic diagnostic) {
            return new Finding(
                    diagnostic.code(),
                    diagnostic.severity().name(),
                    diagnostic.message(),
                    diagnostic.file(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.rule());
        }
    }

    /**
     * A part of the list of versions, the latest first.
     *
     * @param items the part
     * @param next what to give as {@code after} for the next part; absent when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VersionList(List<Version> items, @Nullable String next) {
        static VersionList of(Page<RuleSetVersion> page) {
            return new VersionList(
                    page.items().stream()
                            .map(version -> Version.of(version, null))
                            .toList(),
                    page.next());
        }
    }

    /**
     * A version.
     *
     * @param ruleSet name of the rule set
     * @param version its number
     * @param contentHash identity of its files
     * @param state where it is in its life
     * @param title title in its manifest
     * @param source where its files came from
     * @param createdAt when it was made
     * @param createdBy who made it
     * @param files its files, by path; absent in a list of versions
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            String ruleSet,
            int version,
            String contentHash,
            String state,
            String title,
            String source,
            Instant createdAt,
            String createdBy,
            @Nullable List<File> files) {
        static Version of(RuleSetVersion version, @Nullable List<RuleSetFile> files) {
            return new Version(
                    version.ruleSet(),
                    version.number(),
                    version.contentHash(),
                    version.state(),
                    version.title(),
                    version.source(),
                    version.createdAt(),
                    version.createdBy(),
                    files == null ? null : files.stream().map(File::of).toList());
        }
    }

    /**
     * A file.
     *
     * @param path path within the rule set's folder
     * @param size bytes
     * @param sha256 digest of the content
     */
    public record File(String path, long size, String sha256) {
        static File of(RuleSetFile file) {
            return new File(file.path(), file.size(), file.sha256());
        }
    }
}
