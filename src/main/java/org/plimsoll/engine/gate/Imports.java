package org.plimsoll.engine.gate;

import java.util.List;
import java.util.Set;
import org.plimsoll.engine.Vocabulary;
import org.plimsoll.policy.Functions;

/** What a file imports. What it lacks is told where it is first used, and no more than once. */
final class Imports {
    private static final String ALL_FUNCTIONS = "static " + Functions.class.getName() + ".";

    private final Set<String> stated;
    private final Findings findings;
    private boolean isVocabularyTold;
    private boolean areFunctionsTold;

    /** On what a file states; an import that was refused is told already. */
    Imports(List<String> stated, Findings findings) {
        this.stated = Set.copyOf(stated);
        this.findings = findings;
        this.isVocabularyTold = findings.has(GateCode.IMPORT);
        this.areFunctionsTold = findings.has(GateCode.IMPORT_STATIC) || findings.has(GateCode.IMPORT_FUNCTION);
    }

    /** Finds fault with a fact or outcome that is not imported. */
    void require(String type, int offset) {
        boolean isImported =
                stated.contains(Vocabulary.PACKAGE + ".*") || stated.contains(Vocabulary.PACKAGE + "." + type);
        if (!isImported && !isVocabularyTold) {
            isVocabularyTold = true;
            findings.add(GateCode.IMPORT, offset, "`" + type + "` is not imported.");
        }
    }

    /** Finds fault with a function that is not imported. */
    void requireFunction(String function, int offset) {
        boolean isImported = stated.contains(ALL_FUNCTIONS + "*") || stated.contains(ALL_FUNCTIONS + function);
        if (!isImported && !areFunctionsTold) {
            areFunctionsTold = true;
            findings.add(GateCode.IMPORT_STATIC, offset, "The function `" + function + "` is not imported.");
        }
    }

    boolean hasDecimal() {
        return stated.contains("java.math.BigDecimal");
    }
}
