/**
 * Feature: recorded decisions are made again, and what comes of it is compared with what was recorded. {@link
 * org.plimsoll.replay.core} does so without a server.
 */
@NullMarked
package org.plimsoll.replay;

import org.jspecify.annotations.NullMarked;
