@NullMarked
package org.plimsoll.decision;

import org.jspecify.annotations.NullMarked;
