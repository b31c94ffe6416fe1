package org.plimsoll.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plimsoll.security.Caller;

/**
 * An event to be recorded. Made with {@link #of} and filled in by the methods named after what they add.
 *
 * @param actor who did it
 * @param action what it was
 * @param ruleSet name of the rule set; null when it is not about one
 * @param version number of the version; null when it is not about one
 * @param contentHash identity of the version's files; null when not known
 * @param before state before; null when not known
 * @param after state after; null when nothing was done
 * @param reason the actor's; null when none
 * @param detail more of it; null when there is none
 * @param at when it happened; null: now
 * @param once name of what must be recorded once only; null when it may be recorded many times
 * @param subject what it is about when that is no rule set; null when it is about one
 */
public record AuditEntry(
        Caller actor,
        String action,
        @Nullable String ruleSet,
        @Nullable Integer version,
        @Nullable String contentHash,
        @Nullable String before,
        @Nullable String after,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Instant at,
        @Nullable String once,
        @Nullable AuditSubject subject) {
    private static final int MOST_CHARACTERS = 2_000;

    /** An event about a rule set, or about a version of it. */
    public static AuditEntry of(Caller actor, String action, String ruleSet, @Nullable Integer version) {
        return new AuditEntry(actor, action, ruleSet, version, null, null, null, null, null, null, null, null);
    }

    /** An event about something else than a rule set. */
    public static AuditEntry of(Caller actor, String action, @Nullable AuditSubject subject) {
        return new AuditEntry(actor, action, null, null, null, null, null, null, null, null, null, subject);
    }

    /** With the identity of the version's files. */
    public AuditEntry content(@Nullable String hash) {
        return new AuditEntry(actor, action, ruleSet, version, hash, before, after, reason, detail, at, once, subject);
    }

    /** With the states before and after. */
    public AuditEntry states(@Nullable String stateBefore, @Nullable String stateAfter) {
        return new AuditEntry(
                actor,
                action,
                ruleSet,
                version,
                contentHash,
                stateBefore,
                stateAfter,
                reason,
                detail,
                at,
                once,
                subject);
    }

    /** With what the actor gave as reason or comment. One that was refused is kept as far as it can be. */
    public AuditEntry because(@Nullable String text) {
        String kept = text == null || text.isBlank() ? null : kept(text.strip());
        return new AuditEntry(
                actor, action, ruleSet, version, contentHash, before, after, kept, detail, at, once, subject);
    }

    /** Its first 2,000 characters, with a question mark for each that the database does not take. */
    private static String kept(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .limit(MOST_CHARACTERS)
                .map(character ->
                        character == 0 || Character.getType(character) == Character.SURROGATE ? '?' : character)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** With more of it. */
    public AuditEntry detail(@Nullable String text) {
        return new AuditEntry(
                actor, action, ruleSet, version, contentHash, before, after, reason, text, at, once, subject);
    }

    /** Recorded once only, whoever records it. */
    public AuditEntry once(String name) {
        return new AuditEntry(
                actor, action, ruleSet, version, contentHash, before, after, reason, detail, at, name, subject);
    }

    /** At an instant, and recorded once only, whoever records it. */
    public AuditEntry onceAt(Instant instant, String name) {
        return new AuditEntry(
                actor, action, ruleSet, version, contentHash, before, after, reason, detail, instant, name, subject);
    }
}
