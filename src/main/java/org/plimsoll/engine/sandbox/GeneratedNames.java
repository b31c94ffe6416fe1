package org.plimsoll.engine.sandbox;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the classes generated for one rule set by their names. */
final class GeneratedNames {
    /** Packages whose classes would be taken for somebody else's. */
    private static final List<String> RESERVED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "org.drools.",
            "org.kie.",
            "org.plimsoll.",
            "io.quarkus.");

    private static final Pattern PACKAGE = Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)*");

    private final Map<ClassRole, Pattern> patterns = new EnumMap<>(ClassRole.class);
    private final String prefix;
    private final boolean usable;

    GeneratedNames(String rulePackage) {
        prefix = rulePackage.replace('.', '/') + "/";
        usable = PACKAGE.matcher(rulePackage).matches()
                && RESERVED.stream().noneMatch(reserved -> (rulePackage + ".").startsWith(reserved));
        for (ClassRole role : ClassRole.values()) {
            patterns.put(role, role.namesIn(rulePackage));
        }
    }

    /** Whether a rule set may use the package at all. */
    boolean usable() {
        return usable;
    }

    /** What a class is; null when the rule set has no such class. */
    @Nullable
    ClassRole roleOf(String internalName) {
        for (Map.Entry<ClassRole, Pattern> entry : patterns.entrySet()) {
            if (entry.getValue().matcher(internalName).matches()) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Whether a class is in the rule set's package or below, or would be if there were such a class. */
    boolean isOwn(String internalName) {
        return internalName.startsWith(prefix);
    }

    boolean is(ClassRole role, String internalName) {
        return roleOf(internalName) == role;
    }
}
