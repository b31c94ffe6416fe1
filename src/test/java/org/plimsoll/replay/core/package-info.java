/** Replay without a server, and the corpus of decisions that every build replays. */
@NullMarked
package org.plimsoll.replay.core;

import org.jspecify.annotations.NullMarked;
