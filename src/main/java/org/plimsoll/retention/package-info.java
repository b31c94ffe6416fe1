/**
 * Retention of the decision log: months of decisions expire when they are old enough, as {@code
 * plimsoll.decision-log.retention} says, unless a legal hold keeps them. Both are events of the log. The database's own
 * function decides what may go; what is here asks for it and records it.
 */
@NullMarked
package org.plimsoll.retention;

import org.jspecify.annotations.NullMarked;
