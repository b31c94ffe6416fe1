package org.plimsoll.security;

import java.util.List;

/** The roles. A caller may have several; none includes another. */
public final class Roles {
    /** Writes rule files and worked cases; evaluates without a record. */
    public static final String AUTHOR = "author";

    /** Approves or rejects what others wrote. */
    public static final String APPROVER = "approver";

    /** Makes an approved version the active one. */
    public static final String ACTIVATOR = "activator";

    /** A system that submits portfolios. */
    public static final String EVALUATOR = "evaluator";

    /** Reads everything and changes nothing. */
    public static final String AUDITOR = "auditor";

    /** Runs the server. */
    public static final String ADMIN = "admin";

    /** Every role. */
    public static final List<String> ALL = List.of(AUTHOR, APPROVER, ACTIVATOR, EVALUATOR, AUDITOR, ADMIN);

    private Roles() {}
}
