package org.plimsoll.policy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a string of the vocabulary as one of a closed set. Rules write the code as text, which reads better and can be
 * indexed; the gate refuses a text that is not in the set.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Code {
    /** The set. */
    Class<? extends Enum<?>> value();
}
