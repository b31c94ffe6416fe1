/** Tests of the comparison of two versions of a rule set. */
@NullMarked
package org.plimsoll.compare;

import org.jspecify.annotations.NullMarked;
