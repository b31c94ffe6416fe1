package org.plimsoll.engine.execution;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import org.drools.model.functions.IntrospectableLambda;
import org.jspecify.annotations.Nullable;

/**
 * A piece of code as the rule compiler made it: the one constant of a class, and the method with the author's words.
 *
 * @param constant the constant
 * @param method the method, with the types that the author's words have
 */
record GeneratedCode(Enum<?> constant, Method method) {

    /** What is behind a condition, a reader or a consequence of a model; empty when it is no class of its own. */
    static Optional<GeneratedCode> of(@Nullable Object code, String method) {
        Object behind = code instanceof IntrospectableLambda wrapped ? wrapped.getLambda() : code;
        if (!(behind instanceof Enum<?> constant)
                || !Modifier.isPublic(constant.getDeclaringClass().getModifiers())) {
            return Optional.empty();
        }
        return Arrays.stream(constant.getDeclaringClass().getDeclaredMethods())
                .filter(one -> one.getName().equals(method) && !one.isBridge() && Modifier.isPublic(one.getModifiers()))
                .findFirst()
                .map(one -> new GeneratedCode(constant, one));
    }

    /** The class. */
    Class<?> type() {
        return constant.getDeclaringClass();
    }
}
