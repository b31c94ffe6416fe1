@NullMarked
package org.plimsoll.engine.why;

import org.jspecify.annotations.NullMarked;
