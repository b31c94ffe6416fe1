package org.plimsoll.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, one at a time, each up to a length. Empty lines are passed over. */
final class NdjsonLines {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private long number;

    NdjsonLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line that is not empty; null at the end. */
    @Nullable
    Line next() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            boolean tooLong = false;
            boolean ended = false;
            while (!ended) {
                if (start == end && !fill()) {
                    if (line.size() == 0 && !tooLong) {
                        return null;
                    }
                    break;
                }
                int newline = indexOfNewline();
                ended = newline >= 0;
                int stop = ended ? newline : end;
                tooLong |= line.size() + (stop - start) > longest;
                if (!tooLong) {
                    line.write(buffer, start, stop - start);
                }
                start = ended ? newline + 1 : end;
            }
            number++;
            byte[] bytes = line.toByteArray();
            if (tooLong || !blank(bytes)) {
                return new Line(number, tooLong ? new byte[0] : bytes, tooLong);
            }
        }
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        start = 0;
        end = Math.max(read, 0);
        return read > 0;
    }

    private int indexOfNewline() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean blank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    /**
     * A line.
     *
     * @param number its number in the stream, counted from one
     * @param bytes its content without the newline; empty when it is too long
     * @param tooLong whether it is longer than allowed, and was skipped
     */
    record Line(long number, byte[] bytes, boolean tooLong) {}
}
