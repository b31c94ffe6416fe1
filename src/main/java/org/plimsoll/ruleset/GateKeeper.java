package org.plimsoll.ruleset;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.Manifest;
import org.plimsoll.lifecycle.Stage;
import org.plimsoll.lifecycle.Timeline;
import org.plimsoll.platform.BuildInfo;
import org.plimsoll.platform.PlimsollConfig;

/** Tells whether the reports on a version meet its gates, and those of the version in force. */
@ApplicationScoped
@Transactional
class GateKeeper {
    private final RuleSetRepository versions;
    private final ContentRepository contents;
    private final ActivationRepository activations;
    private final ReportRepository reports;
    private final ObjectMapper json;
    private final String build;
    private final int minimumApprovals;

    GateKeeper(
            RuleSetRepository versions,
            ContentRepository contents,
            ActivationRepository activations,
            ReportRepository reports,
            ObjectMapper json,
            BuildInfo build,
            PlimsollConfig config) {
        this.versions = versions;
        this.contents = contents;
        this.activations = activations;
        this.reports = reports;
        this.json = json;
        this.build = build.version();
        this.minimumApprovals = config.rules().minimumApprovals();
    }

    /** How many people must approve. */
    int approvals(RuleSetVersion version) {
        return Math.max(minimumApprovals, gates(version).approvals());
    }

    /** Whether a version was both checked and tested by this build. */
    boolean isReported(RuleSetVersion version) {
        return report(version, ReportKind.CHECK).isPresent()
                && report(version, ReportKind.TEST).isPresent();
    }

    /** What the reports leave unmet, a sentence each; also that there is none. */
    List<String> unmet(RuleSetVersion version) {
        Manifest.Gates gates = gates(version);
        List<String> unmet = new ArrayList<>();
        report(version, ReportKind.CHECK)
                .map(kept -> read(kept, ReportResponses.CheckReport.class))
                .ifPresentOrElse(
                        check -> unmet.addAll(Gates.unmet(gates, check.findings())),
                        () -> unmet.add("it was not checked"));
        report(version, ReportKind.TEST)
                .map(kept -> read(kept, ReportResponses.TestReport.class))
                .ifPresentOrElse(
                        test -> {
                            unmet.addAll(Gates.unmet(gates, test.findings()));
                            unmet.addAll(Gates.unmet(gates, test.casesPassed(), test.casesFailed(), test.coverage()));
                        },
                        () -> unmet.add("it was not tested"));
        return unmet;
    }

    private Manifest.Gates gates(RuleSetVersion version) {
        Manifest.Gates own = manifestGates(version.ruleSet(), version.contentHash());
        return Gates.strictest(own == null ? Manifest.Gates.DEFAULT : own, gatesInForce(version.ruleSet()));
    }

    /** Those of an emergency that nobody approved do not count: it gives way to what is measured by the ones before it. */
    private Manifest.@Nullable Gates gatesInForce(String ruleSet) {
        List<Timeline.Entry> approved = activations.all(ruleSet).stream()
                .filter(activation -> !isUnapproved(activation))
                .map(Activation::entry)
                .toList();
        String hash = Timeline.of(approved)
                .at(activations.now())
                .map(Timeline.Entry::contentHash)
                .orElse(null);
        return hash == null ? null : manifestGates(ruleSet, hash);
    }

    private boolean isUnapproved(Activation activation) {
        Integer number = activation.version();
        return activation.kind() == Activation.Kind.BREAK_GLASS
                && number != null
                && versions.version(activation.ruleSet(), number)
                        .filter(version -> version.stage() == Stage.APPROVED)
                        .isEmpty();
    }

    private Manifest.@Nullable Gates manifestGates(String ruleSet, String contentHash) {
        return contents.files(ruleSet, contentHash)
                .manifest()
                .map(Manifest::gates)
                .orElse(null);
    }

    private Optional<ReportRepository.Kept> report(RuleSetVersion version, ReportKind kind) {
        return reports.find(version.ruleSet(), version.contentHash(), kind, build);
    }

    private <T> T read(ReportRepository.Kept kept, Class<T> type) {
        try {
            return json.readValue(kept.json(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
