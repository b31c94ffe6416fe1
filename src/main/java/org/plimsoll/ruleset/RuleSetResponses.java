package org.plimsoll.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.Manifest;

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
     * @param kind {@code IMPORT}, {@code REGULAR}, {@code ROLLBACK} or {@code BREAK_GLASS}
     * @param expiresAt when it ends by itself; absent when it does not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Active(
            int version,
            String contentHash,
            Instant activatedAt,
            String activatedBy,
            String reason,
            String kind,
            @Nullable Instant expiresAt) {
        static Active of(Activation activation, RuleSetVersion version) {
            return new Active(
                    version.number(),
                    version.contentHash(),
                    activation.from(),
                    activation.by(),
                    activation.reason(),
                    activation.kind().name(),
                    activation.until());
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
     * @param severity {@code ERROR}, {@code WARNING} or {@code INFO}
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
        static VersionList of(Page<VersionView> page) {
            return new VersionList(page.items().stream().map(Version::of).toList(), page.next());
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
     * @param base version it was begun from; absent when from none
     * @param provenance what outside the server it was made of, such as a commit; absent when of nothing that has a name
     * @param comment what its author said of it
     * @param createdAt when it was made
     * @param createdBy who made it
     * @param extended which files of another rule set it extends; absent when none, and in a list of versions
     * @param files its files, by path; absent in a list of versions
     * @param writers who had a hand in it, and so may not approve it; absent in a list of versions
     * @param proposal its latest proposal; absent when there is none, and in a list of versions
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            String ruleSet,
            int version,
            String contentHash,
            String state,
            String title,
            String source,
            @Nullable Integer base,
            @Nullable String provenance,
            String comment,
            Instant createdAt,
            String createdBy,
            @Nullable Extended extended,
            @Nullable List<File> files,
            @Nullable Set<String> writers,
            @Nullable ProposalView proposal) {
        static Version of(VersionView view) {
            RuleSetVersion version = view.version();
            return new Version(
                    version.ruleSet(),
                    version.number(),
                    version.contentHash(),
                    view.state().name(),
                    version.title(),
                    version.source(),
                    version.base(),
                    version.provenance(),
                    version.comment(),
                    version.createdAt(),
                    version.createdBy(),
                    view.extended() == null ? null : Extended.of(view.extended()),
                    view.files() == null
                            ? null
                            : view.files().stream().map(File::of).toList(),
                    view.writers(),
                    view.proposal() == null ? null : ProposalView.of(view.proposal()));
        }
    }

    /**
     * The rule set that a version extends.
     *
     * @param ruleSet its name
     * @param contentHash identity of the very files that are extended
     */
    public record Extended(String ruleSet, String contentHash) {
        static Extended of(Manifest.Base base) {
            return new Extended(base.ruleSet(), base.contentHash());
        }
    }

    /**
     * A proposal to approve exactly these files.
     *
     * @param contentHash identity of the files
     * @param proposedAt when it was made
     * @param proposedBy who made it
     * @param comment what they said of it
     * @param approvalsNeeded how many people must approve
     * @param votes what others said to it, in the order of time
     */
    public record ProposalView(
            String contentHash,
            Instant proposedAt,
            String proposedBy,
            String comment,
            int approvalsNeeded,
            List<Vote> votes) {
        static ProposalView of(Proposal proposal) {
            return new ProposalView(
                    proposal.contentHash(),
                    proposal.at(),
                    proposal.by(),
                    proposal.comment(),
                    proposal.approvalsNeeded(),
                    proposal.votes().stream()
                            .map(vote -> new Vote(vote.by(), vote.approved(), vote.at(), vote.comment()))
                            .toList());
        }
    }

    /**
     * What somebody said to a proposal.
     *
     * @param by who
     * @param approved whether they approved it, or rejected it
     * @param at when
     * @param comment why
     */
    public record Vote(String by, boolean approved, Instant at, String comment) {}

    /**
     * A part of the list of activations, the latest recorded first.
     *
     * @param items the part
     * @param next what to give as {@code after} for the next part; absent when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ActivationList(
            List<ActivationView> items, @Nullable String next) {
        static ActivationList of(Page<Activation> page) {
            return new ActivationList(
                    page.items().stream().map(ActivationView::of).toList(), page.next());
        }
    }

    /**
     * An activation: of those that have begun and not ended, the one that began last is in force.
     *
     * @param id its number
     * @param ruleSet name of the rule set
     * @param version number of the version; absent when from then on none is in force
     * @param contentHash identity of the version's files; absent when there is no version
     * @param kind {@code IMPORT}, {@code REGULAR}, {@code ROLLBACK}, {@code BREAK_GLASS} or {@code NONE}
     * @param effectiveFrom when it begins
     * @param expiresAt when it ends by itself; absent when it does not
     * @param recordedAt when it was recorded
     * @param activatedBy who asked for it
     * @param reason why
     * @param endedAt when it ends because somebody ended it or called it off; absent when nobody did
     * @param endedBy who did
     * @param endReason why
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ActivationView(
            long id,
            String ruleSet,
            @Nullable Integer version,
            @Nullable String contentHash,
            String kind,
            Instant effectiveFrom,
            @Nullable Instant expiresAt,
            Instant recordedAt,
            String activatedBy,
            String reason,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            @Nullable String endReason) {
        static ActivationView of(Activation activation) {
            Activation.End end = activation.end();
            return new ActivationView(
                    activation.sequence(),
                    activation.ruleSet(),
                    activation.version(),
                    activation.contentHash(),
                    activation.kind().name(),
                    activation.from(),
                    activation.expiresAt(),
                    activation.recordedAt(),
                    activation.by(),
                    activation.reason(),
                    end == null ? null : end.at(),
                    end == null ? null : end.by(),
                    end == null ? null : end.reason());
        }
    }

    /**
     * Teams that a rule set is limited to.
     *
     * @param teams names of the teams; none when it is not limited
     */
    public record Teams(Set<String> teams) {}

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
