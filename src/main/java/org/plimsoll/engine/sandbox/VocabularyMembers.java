package org.plimsoll.engine.sandbox;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.Type;
import org.plimsoll.policy.AddOnScope;
import org.plimsoll.policy.Fact;
import org.plimsoll.policy.Functions;
import org.plimsoll.policy.Outcome;
import org.plimsoll.policy.Scope;

/**
 * What rules may use of the vocabulary, read from the vocabulary itself: on facts and outcomes the accessors whose result
 * is a simple value, another fact or an attribute map; constructors of outcomes; and the functions. Accessors that lead
 * out of the vocabulary, to instruments, accounts or figures, are not part of it.
 */
final class VocabularyMembers {
    /** Names of facts, outcomes and their interfaces, with slashes. */
    static final Set<String> TYPES;

    /** Members as {@code owner.name + descriptor}, with slashes. */
    static final SortedSet<String> CALLS;

    private static final Set<Class<?>> VALUES = Set.of(
            boolean.class,
            int.class,
            long.class,
            Boolean.class,
            Integer.class,
            Long.class,
            String.class,
            BigDecimal.class,
            Instant.class);

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    static {
        Set<Class<?>> types = new LinkedHashSet<>();
        collect(Fact.class, types);
        collect(Outcome.class, types);
        collect(AddOnScope.class, types);
        collect(Scope.class, types);
        SortedSet<String> names = new TreeSet<>();
        SortedSet<String> calls = new TreeSet<>();
        for (Class<?> type : types) {
            names.add(Type.getInternalName(type));
            addAccessors(type, types, calls);
            if (Outcome.class.isAssignableFrom(type)) {
                for (Constructor<?> constructor : type.getConstructors()) {
                    calls.add(Type.getInternalName(type) + ".<init>" + Type.getConstructorDescriptor(constructor));
                }
            }
        }
        for (Method function : Functions.class.getDeclaredMethods()) {
            if (Modifier.isPublic(function.getModifiers())) {
                calls.add(nameOf(Functions.class, function));
            }
        }
        TYPES = Collections.unmodifiableSet(names);
        CALLS = Collections.unmodifiableSortedSet(calls);
    }

    private VocabularyMembers() {}

    private static void collect(Class<?> type, Set<Class<?>> types) {
        types.add(type);
        Class<?>[] permitted = type.getPermittedSubclasses();
        for (Class<?> subtype : permitted == null ? new Class<?>[0] : permitted) {
            collect(subtype, types);
        }
    }

    private static void addAccessors(Class<?> type, Set<Class<?>> types, SortedSet<String> calls) {
        for (Method method : type.getMethods()) {
            boolean ofInstances = !Modifier.isStatic(method.getModifiers());
            boolean takesNames = List.of(method.getParameterTypes()).stream()
                    .allMatch(parameter -> parameter == String.class || parameter == BigDecimal.class);
            if (ofInstances
                    && takesNames
                    && method.getDeclaringClass() != Object.class
                    && !OF_EVERY_OBJECT.contains(method.getName())
                    && gives(method.getReturnType(), types)) {
                calls.add(nameOf(type, method));
            }
        }
    }

    private static boolean gives(Class<?> result, Set<Class<?>> types) {
        return VALUES.contains(result) || types.contains(result) || result == Map.class;
    }

    private static String nameOf(Class<?> owner, Method method) {
        return Type.getInternalName(owner) + "." + method.getName() + Type.getMethodDescriptor(method);
    }
}
