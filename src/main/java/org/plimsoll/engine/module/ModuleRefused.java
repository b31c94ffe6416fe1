package org.plimsoll.engine.module;

/** A compiled module that is not used; the rules are compiled from their files instead. */
public final class ModuleRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a module is not used. */
    public enum Reason {
        /** It is no module, or one of another format. */
        NOT_A_MODULE,
        /** Its content is not what its digest was made of. */
        DAMAGED,
        /** It was made of other rule files, or of other rules in them. */
        OTHER_FILES,
        /** It was made by another build of Plimsoll, another Drools or another Java. */
        OTHER_BUILD,
        /** It is larger, or becomes so when it is unpacked, than any rule set's. */
        TOO_LARGE,
        /** A class is missing that the list of rules leads to. */
        CLASS_MISSING,
        /** There is a class that the list of rules does not lead to. */
        CLASS_TOO_MANY,
        /** A class does what rules may not do. */
        NOT_ADMITTED,
        /** Java does not take a class. */
        NOT_LOADABLE,
        /** Its rules are not those of the files. */
        OTHER_RULES,
        /** Its file is a link, or others than the server may write it. */
        FILE_NOT_OWN
    }

    /** A refusal; the message says what was found, for the server's log. */
    public ModuleRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why it is not used. */
    public Reason reason() {
        return reason;
    }
}
