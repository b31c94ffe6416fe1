package org.plimsoll.wire;

import java.util.Arrays;
import java.util.Optional;

/** What of a decision can be masked before it is recorded. No rule can read any of it. */
public enum MaskedField {
    /** The caller's own name for the request. */
    REQUEST_ID("requestId", "/requestId"),
    /** Id of the portfolio. */
    PORTFOLIO("portfolio", "/portfolio/id"),
    /** Id of the account. */
    ACCOUNT("account", "/portfolio/account/id"),
    /** Name of the caller, which is no part of the request. */
    CALLER("caller", "");

    private final String setting;
    private final String pointer;

    MaskedField(String setting, String pointer) {
        this.setting = setting;
        this.pointer = pointer;
    }

    /** How settings and records name it. */
    public String setting() {
        return setting;
    }

    /** Where a request has it; empty when no request does. */
    String pointer() {
        return pointer;
    }

    /** The field of that name. */
    public static Optional<MaskedField> named(String setting) {
        return Arrays.stream(values())
                .filter(field -> field.setting.equals(setting))
                .findFirst();
    }
}
