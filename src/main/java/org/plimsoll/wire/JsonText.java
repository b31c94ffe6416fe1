package org.plimsoll.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of a request as text: whether they are UTF-8, and which line and column a byte is in. */
final class JsonText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final int NEARBY_BYTES = 24;
    private static final int DECODED_AT_A_TIME = 8_192;

    private JsonText() {}

    /**
     * Place of the first byte that cannot be part of JSON in UTF-8, −1 when there is none. A zero byte is one: it gives
     * away UTF-16 and UTF-32, which the parser would otherwise accept.
     */
    static int firstBadByte(byte[] body) {
        int plain = plainBytes(body);
        if (plain == body.length) {
            return -1;
        }
        for (int at = plain; at < body.length; at++) {
            if (body[at] == 0) {
                return at;
            }
        }
        return firstUndecodable(body);
    }

    /** Number of bytes before the first, or the seven before it, that is zero or not ASCII; eight at a time. */
    private static int plainBytes(byte[] body) {
        int at = 0;
        for (; at + Long.BYTES <= body.length; at += Long.BYTES) {
            long eight = (long) LONGS.get(body, at);
            boolean anyZero = ((eight - LOWEST_BITS) & ~eight & HIGHEST_BITS) != 0;
            if (anyZero || (eight & HIGHEST_BITS) != 0) {
                return at;
            }
        }
        while (at < body.length && body[at] > 0) {
            at++;
        }
        return at;
    }

    private static int firstUndecodable(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer characters = CharBuffer.allocate(DECODED_AT_A_TIME);
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, true);
            if (result.isError()) {
                return bytes.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
            characters.clear();
        }
    }

    /**
     * Start of the unquoted word or number that a place is in or at the end of; the place itself outside one.
     *
     * @param readOn whether the place may be one byte beyond the end of the word
     */
    static int startOfWord(byte[] body, int offset, boolean readOn) {
        if (offset >= body.length && !readOn) {
            return body.length;
        }
        int at = readOn && offset > 0 && !isOfWord(body[offset - 1]) ? offset - 1 : offset;
        while (at > 0 && offset - at < NEARBY_BYTES && isOfWord(body[at - 1])) {
            at--;
        }
        return at;
    }

    private static boolean isOfWord(byte value) {
        return (value >= '0' && value <= '9')
                || (value >= 'a' && value <= 'z')
                || (value >= 'A' && value <= 'Z')
                || value == '-'
                || value == '+'
                || value == '.';
    }

    /** {@code line 3, column 7}, both counted from one, the column in characters. */
    static String place(byte[] body, int offset) {
        int line = 1;
        int column = 1;
        for (int at = 0; at < Math.min(offset, body.length); at++) {
            if (body[at] == '\n') {
                line++;
                column = 1;
            } else if ((body[at] & 0xC0) != 0x80) {
                column++;
            }
        }
        return "line " + line + ", column " + column;
    }

    /** What stands at a place, for a message. */
    static String nearby(byte[] body, int offset) {
        int end = Math.min(body.length, offset + NEARBY_BYTES);
        return offset >= end
                ? "the end of the text"
                : "'" + Texts.shortened(new String(body, offset, end - offset, StandardCharsets.UTF_8)) + "'";
    }
}
