/** Feature: a submitted portfolio becomes a recorded decision, one at a time or a batch in a stream. */
@NullMarked
package org.plimsoll.evaluation;

import org.jspecify.annotations.NullMarked;
