package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "csa-17^ csa-17",
                "a | b^ a \\| b",
                "<script>^ \\<script\\>",
                "`code`^ \\`code\\`",
                "*bold* _it_ ~del~^ \\*bold\\* \\_it\\_ \\~del\\~",
                "[text](http://x)^ \\[text\\](http\\://x)",
                "![img]^ \\!\\[img\\]",
                "https://evil.example^ https\\://evil.example",
                "www.evil.example^ www\\.evil.example",
                "a@b.example^ a\\@b.example",
                "&lt; &#124;^ \\&lt; \\&\\#124;",
                "back\\slash^ back\\\\slash",
                "$x$^ \\$x\\$",
                "10:30 and 0.08^ 10:30 and 0.08"
            })
    void signs_areEscaped(String raw, String escaped) {
        assertThat(Markdown.text(raw)).isEqualTo(escaped);
    }

    @Test
    void lineBreaksAndWhatCannotBeSeen_areReplaced() {
        assertThat(Markdown.text("a\r\n# b\tc")).isEqualTo("a  \\# b c");
        assertThat(Markdown.text("a\u202Eb\u0000c\u200Bd\u2028e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }

    @Test
    void longText_isCutOff() {
        assertThat(Markdown.text("x".repeat(5_000))).isEqualTo("x".repeat(2_000) + "...");
    }

    /** By CommonMark a backslash before a punctuation character of ASCII stands for that character, and before others for itself. */
    @Property
    void escapedText_readAsCommonMark_isTheText(@ForAll("texts") String raw) {
        String escaped = Markdown.text(raw);
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                i++;
                read.append(escaped.charAt(i));
            } else {
                assertThat("`*_[]<>#|~&!$@\n").doesNotContain(String.valueOf(c));
                read.append(c);
            }
        }
        assertThat(read.toString()).isEqualTo(raw.replace('\n', ' '));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("\\`*_{}[]<>#|~&!$@ab:/.w-+() \n\"'")
                .ofMaxLength(60);
    }
}
