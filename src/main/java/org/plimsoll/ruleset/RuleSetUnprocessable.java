package org.plimsoll.ruleset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.platform.ProblemException;
import org.plimsoll.wire.ProblemDetail;

/** The request is well formed and cannot be carried out as it is. Nothing was changed. */
public final class RuleSetUnprocessable extends ProblemException {
    private static final long serialVersionUID = 1L;

    private RuleSetUnprocessable(String code, String detail, List<ProblemDetail.Error> errors) {
        super(422, code, detail, errors, null, null);
    }

    /** A step that a regulator will ask about needs a reason. */
    static RuleSetUnprocessable reasonRequired(String field) {
        return new RuleSetUnprocessable(
                "REASON_REQUIRED",
                "Say why, in '" + field + "': it is kept in the audit trail.",
                List.of(new ProblemDetail.Error(
                        "REASON_REQUIRED", "Say why, in at least one word.", "/" + field, null, 0, 0)));
    }

    /** A reason or comment beyond what is kept. */
    static RuleSetUnprocessable tooLong(int most) {
        return new RuleSetUnprocessable(
                "REASON_TOO_LONG", "A reason or comment has at most " + most + " characters.", List.of());
    }

    /** A reason or comment that no database keeps and no screen shows. */
    static RuleSetUnprocessable reasonCharacters() {
        return new RuleSetUnprocessable(
                "REASON_CHARACTERS",
                "A reason or comment has no control characters but line breaks and tabs, and no halves of surrogate pairs.",
                List.of());
    }

    /** Teams that cannot be. */
    static RuleSetUnprocessable teams(int most, int longest) {
        return new RuleSetUnprocessable(
                "TEAMS_REFUSED",
                "A rule set is limited to at most " + most + " teams, whose names have 1 to " + longest
                        + " characters and neither blanks around them nor control characters.",
                List.of());
    }

    /** A version does not meet the gates of its manifest. */
    static RuleSetUnprocessable gatesNotMet(RuleSetVersion version, List<String> unmet) {
        return new RuleSetUnprocessable(
                "GATES_NOT_MET",
                "Version " + version.number() + " of rule set '" + version.ruleSet() + "' cannot be proposed: "
                        + String.join("; ", unmet) + ".",
                unmet.stream()
                        .map(each -> new ProblemDetail.Error("GATES_NOT_MET", each, null, null, 0, 0))
                        .toList());
    }

    /** Files that cannot even be kept. */
    static RuleSetUnprocessable files(List<Diagnostic> diagnostics) {
        return new RuleSetUnprocessable(
                "FILES_REFUSED",
                diagnostics.size() == 1
                        ? diagnostics.get(0).message()
                        : diagnostics.size() + " things are wrong with the files; each is listed.",
                diagnostics.stream().map(ProblemDetail.Error::of).toList());
    }

    /** A zip that cannot be read, or holds what it must not. */
    static RuleSetUnprocessable archive(String detail) {
        return new RuleSetUnprocessable("ARCHIVE_REFUSED", detail, List.of());
    }

    /** A name that no rule set can have. */
    static RuleSetUnprocessable name(String name) {
        return new RuleSetUnprocessable(
                "BAD_RULE_SET_NAME",
                "'" + name
                        + "' cannot be the name of a rule set, which consists of at most 64 lower-case letters, digits and"
                        + " single hyphens between them.",
                List.of());
    }

    /** Too soon: the other servers would not hear of it in time. */
    static RuleSetUnprocessable tooSoon(Instant wanted, Instant earliest, Duration lead) {
        return instant(
                "EFFECTIVE_FROM_TOO_SOON",
                "Nothing comes into force sooner than " + seconds(lead)
                        + " seconds after it is asked for, so that every"
                        + " server knows of it: " + wanted + " is before " + earliest
                        + ". Choose a later instant, or leave effectiveFrom out for the earliest.",
                "/effectiveFrom");
    }

    /** An end that is not after the beginning, or later than it may be. */
    static RuleSetUnprocessable expiry(String detail) {
        return instant("EXPIRES_AT_OUT_OF_RANGE", detail, "/expiresAt");
    }

    /** An instant finer than servers can keep. */
    static RuleSetUnprocessable notWholeMillis(String field) {
        return instant("INSTANT_TOO_FINE", "Instants of activations are whole milliseconds.", "/" + field);
    }

    /** The version cannot be used under this build. */
    static RuleSetUnprocessable unusable(RuleSetVersion version, Preparation preparation) {
        return new RuleSetUnprocessable(
                "RULE_SET_VERSION_UNUSABLE",
                "Version " + version.number() + " of rule set '" + version.ruleSet() + "' cannot be activated: "
                        + preparation.reason() + ".",
                preparation.diagnostics().stream().map(ProblemDetail.Error::of).toList());
    }

    private static RuleSetUnprocessable instant(String code, String detail, String pointer) {
        return new RuleSetUnprocessable(
                code, detail, List.of(new ProblemDetail.Error(code, detail, pointer, null, 0, 0)));
    }

    private static String seconds(Duration duration) {
        return java.math.BigDecimal.valueOf(duration.toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }
}
