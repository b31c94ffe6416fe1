package org.plimsoll.engine.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;

/**
 * Whether the classes of a rule set belong together: its list of rules leads to every one of them, directly or through
 * others, and to none that is not there.
 *
 * @param missing classes that others refer to, with slashes
 * @param surplus classes that nothing leads to, with slashes
 */
public record ClassClosure(SortedSet<String> missing, SortedSet<String> surplus) {
    private static final String CLASS_FILE = ".class";
    private static final int CLASS_ENTRY = 7;

    /**
     * The closure of admitted classes.
     *
     * @param rulePackage the one package that the rule set's files declare, with dots
     * @param classes content by path; admitted by {@link ClassAdmission}
     */
    public static ClassClosure of(String rulePackage, Map<String, byte[]> classes) {
        GeneratedNames names = new GeneratedNames(rulePackage);
        Map<String, Set<String>> references = new HashMap<>();
        classes.forEach((path, content) ->
                references.put(path.substring(0, path.length() - CLASS_FILE.length()), ownReferences(content, names)));
        SortedSet<String> missing = new TreeSet<>();
        references.values().forEach(missing::addAll);
        missing.removeAll(references.keySet());

        SortedSet<String> surplus = new TreeSet<>(references.keySet());
        Deque<String> toVisit = new ArrayDeque<>();
        // One list of rules is enough; a second one is nobody's.
        surplus.stream()
                .filter(name -> names.is(ClassRole.MODEL, name))
                .findFirst()
                .ifPresent(toVisit::add);
        while (!toVisit.isEmpty()) {
            String name = toVisit.remove();
            if (surplus.remove(name)) {
                toVisit.addAll(references.getOrDefault(name, Set.of()));
            }
        }
        return new ClassClosure(missing, surplus);
    }

    /** The classes of the rule set that a class names; code can use no class that its constants do not name. */
    private static Set<String> ownReferences(byte[] content, GeneratedNames names) {
        ClassReader reader = new ClassReader(content);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> own = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // Long and double constants take two places, of which the second is empty.
            if (item > 0 && reader.readByte(item - 1) == CLASS_ENTRY) {
                String name = reader.readUTF8(item, buffer);
                if (name != null && names.isOwn(name)) {
                    own.add(name);
                }
            }
        }
        return own;
    }
}
