/**
 * Replay without a server: {@link org.plimsoll.replay.core.Replay} makes a recorded decision again from the bytes of its request
 * and compares result and fired rules byte for byte; {@link org.plimsoll.replay.core.ExportFolder} reads decisions from files.
 */
@NullMarked
package org.plimsoll.replay.core;

import org.jspecify.annotations.NullMarked;
