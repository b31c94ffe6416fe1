package org.plimsoll.engine.gate;

/**
 * Writes text in ASCII. Drools hands rules to the Java compiler in the platform's default encoding, which on some machines
 * would turn {@code ü} into a question mark, in reasons and in comparisons alike.
 */
final class Ascii {
    private Ascii() {}

    /** The text with every character beyond ASCII as a Java escape. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }
}
