package org.plimsoll.decisionlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the log is doing.
 *
 * @param writable whether decisions can be recorded, as far as the last attempt tells
 * @param waiting records that wait for a commit
 * @param capacity records that may wait
 * @param commits commits since the server started
 * @param records records committed since the server started
 * @param lastCommitAt when the last commit ended; null before the first
 * @param failure why it is not writable; null when it is
 */
public record LogState(
        boolean writable,
        int waiting,
        int capacity,
        long commits,
        long records,
        @Nullable Instant lastCommitAt,
        @Nullable String failure) {}
