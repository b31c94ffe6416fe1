/** Plimsoll: a rules-driven margin policy server. */
@NullMarked
package org.plimsoll;

import org.jspecify.annotations.NullMarked;
