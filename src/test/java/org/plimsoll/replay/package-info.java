/** Replay of recorded decisions by a running server. */
@NullMarked
package org.plimsoll.replay;

import org.jspecify.annotations.NullMarked;
