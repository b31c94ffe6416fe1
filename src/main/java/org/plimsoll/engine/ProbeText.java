package org.plimsoll.engine;

import java.util.List;

/**
 * A part of a rule to be compiled as a rule of its own.
 *
 * @param name name of the probe, unique among those compiled together
 * @param imports what the rule's file imports; functions start with {@code static }
 * @param when its condition
 * @param then its consequence
 */
public record ProbeText(String name, List<String> imports, String when, String then) {
    public ProbeText {
        imports = List.copyOf(imports);
    }

    String drl() {
        return "rule \"" + name + "\"\nwhen\n    " + when + "\nthen\n    " + then + "\nend\n";
    }
}
