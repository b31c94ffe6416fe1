package org.plimsoll.cli;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** Says where it runs, and then runs a command: shows that a Java was really started with another zone, language and clock. */
final class Surroundings {
    private Surroundings() {}

    public static void main(String[] args) {
        System.err.println(String.join(
                " ",
                ZoneId.systemDefault().getId(),
                first("I".toLowerCase(Locale.getDefault())),
                first(String.format(Locale.getDefault(), "%d", 7)),
                Charset.defaultCharset().name(),
                Integer.toString(Instant.now().atOffset(ZoneOffset.UTC).getYear()),
                Integer.toString(Runtime.version().feature())));
        Main.main(args);
    }

    /** The first character, in hexadecimal: the encoding might not have it. */
    private static String first(String text) {
        return Integer.toHexString(text.codePointAt(0));
    }
}
