package org.plimsoll.portfolio;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with, or worth knowing about, a submission: an error inside a {@link Refusal}, or a warning beside a
 * decision.
 *
 * @param code stable code, {@code UPPER_SNAKE}
 * @param message a sentence for the person who submitted it
 * @param pointer JSON pointer into the request; null when no single place is to blame
 */
public record Problem(String code, String message, @Nullable String pointer) {}
