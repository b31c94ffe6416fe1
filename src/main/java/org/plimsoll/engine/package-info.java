/**
 * The rule engine: from a folder of rule files to compiled rules that a decision can fire. The only package that knows
 * Drools. Rule files are hostile until checked.
 */
@NullMarked
package org.plimsoll.engine;

import org.jspecify.annotations.NullMarked;
