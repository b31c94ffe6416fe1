@NullMarked
package org.plimsoll.engine.gate;

import org.jspecify.annotations.NullMarked;
