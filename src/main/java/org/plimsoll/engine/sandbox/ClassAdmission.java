package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;

/**
 * Reads the classes that the rule compiler generated for one rule set, before any of them is loaded, and says what in
 * them rules may not do. Nothing is admitted because it looks harmless: every class must have one of the shapes that
 * the rule compiler generates, every call must be on an exact list ({@link AllowedMembers}, {@link VocabularyMembers}),
 * and no code can repeat itself, so that its running time is bounded by its length.
 *
 * <p>Stateless but for the name of the package, and safe for use by many threads.
 */
public final class ClassAdmission {
    private static final String CLASS_FILE = ".class";

    private static final Comparator<Violation> BY_PLACE = Comparator.comparing(
                    (Violation violation) -> String.join(",", violation.rules()))
            .thenComparing(Violation::code)
            .thenComparing(Violation::subject)
            .thenComparing(Violation::className)
            .thenComparing(Violation::method);

    private final GeneratedNames names;

    /**
     * The admission of one rule set.
     *
     * @param rulePackage the one package that its files declare, with dots
     */
    public ClassAdmission(String rulePackage) {
        names = new GeneratedNames(rulePackage);
    }

    /**
     * Reads a compiled rule set.
     *
     * @param files content by path within the compiled module, with slashes; files that are not classes are left alone,
     *     since nothing loads them
     */
    public Admission admit(Map<String, byte[]> files) {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(CLASS_FILE)) {
                classes.put(file.getKey(), file.getValue());
                bytes += file.getValue().length;
            }
        }
        if (classes.size() > AdmissionLimits.CLASSES || bytes > AdmissionLimits.TOTAL_BYTES) {
            String size = classes.size() + " conditions and consequences";
            return new Admission(
                    List.of(new Violation(ViolationCode.TOO_LARGE, "", "", size, List.of())), classes.size());
        }
        List<Violation> violations = new ArrayList<>();
        classes.forEach((path, content) -> violations.addAll(
                inspect(path.substring(0, path.length() - CLASS_FILE.length()).replace('/', '.'), content)));
        if (!violations.isEmpty()) {
            RuleNames rules = new RuleNames();
            classes.values().forEach(content -> read(content, rules));
            violations.replaceAll(violation -> violation.of(rules.of(violation)));
            violations.sort(BY_PLACE);
        }
        return new Admission(withoutRepetitions(violations), classes.size());
    }

    /** Says everything once for every rule, however often its code does it. */
    private static List<Violation> withoutRepetitions(List<Violation> violations) {
        Set<List<Object>> said = new HashSet<>();
        return violations.stream()
                .filter(violation -> said.add(List.of(violation.rules(), violation.code(), violation.subject())))
                .toList();
    }

    /**
     * Reads one class.
     *
     * @param className name that it is to be loaded under, with dots
     * @return what it may not do; without names of rules, which one class alone does not tell
     */
    public List<Violation> inspect(String className, byte[] content) {
        ClassInspector inspector = new ClassInspector(names, className.replace('.', '/'));
        if (!read(content, inspector)) {
            return List.of(new Violation(ViolationCode.MALFORMED_CLASS, className, "", "", List.of()));
        }
        return inspector.violations();
    }

    private static boolean read(byte[] content, ClassVisitor visitor) {
        try {
            new ClassReader(content).accept(visitor, ClassReader.SKIP_FRAMES);
            return true;
        } catch (RuntimeException e) {
            // The library reports a damaged class file by whatever exception its first wrong byte leads to.
            return false;
        }
    }
}
