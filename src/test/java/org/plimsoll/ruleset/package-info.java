@NullMarked
package org.plimsoll.ruleset;

import org.jspecify.annotations.NullMarked;
