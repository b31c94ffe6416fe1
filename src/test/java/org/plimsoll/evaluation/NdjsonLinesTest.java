package org.plimsoll.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonLinesTest {
    @Test
    void lines_keepTheirNumbers_andBlankOnesArePassedOver() throws IOException {
        assertThat(read("a\n\n \r\nb\nc", 10)).containsExactly("1:a", "4:b", "5:c");
    }

    @Test
    void line_ofExactlyTheLimit_isRead_andOneByteMore_isSkipped() throws IOException {
        assertThat(read("12345\n123456\nend\n", 5)).containsExactly("1:12345", "2:too long", "3:end");
    }

    @Test
    void line_longerThanTheBuffer_isReadWhole() throws IOException {
        String longLine = "x".repeat(200_000);

        assertThat(read(longLine + "\ny", 200_000)).containsExactly("1:" + longLine, "2:y");
    }

    @Test
    void emptyStream_hasNoLines() throws IOException {
        assertThat(read("", 5)).isEmpty();
        assertThat(read("\n\n", 5)).isEmpty();
    }

    private static List<String> read(String text, int longest) throws IOException {
        NdjsonLines lines = new NdjsonLines(new ByteArrayInputStream(text.getBytes(UTF_8)), longest);
        List<String> read = new ArrayList<>();
        NdjsonLines.Line line = lines.next();
        while (line != null) {
            read.add(line.number() + ":" + (line.tooLong() ? "too long" : new String(line.bytes(), UTF_8)));
            line = lines.next();
        }
        return read;
    }
}
