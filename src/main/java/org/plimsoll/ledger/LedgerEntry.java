package org.plimsoll.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An entry with its place.
 *
 * @param sequence its place, counting from 0 without a gap
 * @param committedAt when it was written; never before the entry before it
 * @param text the entry itself, in UTF-8: what its leaf hash is made of; not to be changed
 */
public record LedgerEntry(long sequence, Instant committedAt, byte[] text) {
    /** The entry whose fields after its place and time are those of the tail, a JSON object without its opening brace. */
    static LedgerEntry of(long sequence, Instant committedAt, byte[] tail) {
        byte[] head = ("{\"sequence\":" + sequence + ",\"committedAt\":\"" + committedAt + "\",")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] text = new byte[head.length + tail.length];
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(tail, 0, text, head.length, tail.length);
        return new LedgerEntry(sequence, committedAt, text);
    }
}
