package org.plimsoll.replay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.replay.core.ReplayReport.Difference;
import org.plimsoll.replay.core.ReplayReport.Part;

class DifferencesTest {
    private static Differences between(String recorded, String replayed) {
        Differences differences = new Differences();
        differences.compare(Part.RESULT, bytes(recorded), bytes(replayed));
        return differences;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "{\"a\":1} | {\"a\":2} | /a | 1 | 2",
                "{\"a\":1.0} | {\"a\":1.00} | /a | 1.0 | 1.00",
                "{\"a\":\"1\"} | {\"a\":1} | /a | \"1\" | 1",
                "{\"a\":null} | {} | /a | null | -",
                "{} | {\"a\":[]} | /a | - | []",
                "{\"a/b~c\":[1,2]} | {\"a/b~c\":[1]} | /a~1b~0c/1 | 2 | -",
                "[[{\"a\":true}]] | [[{\"a\":false}]] | /0/0/a | true | false",
                "{} | [] | `` | {} | []"
            })
    void value_isNamedByItsPointer(String before, String after, String pointer, String recorded, String replayed) {
        assertThat(between(before, after).kept())
                .containsExactly(new Difference(Part.RESULT, pointer, recorded, replayed));
    }

    @Test
    void differences_beyondTwoHundred_areCounted() {
        String many = IntStream.range(0, 350)
                .mapToObj(number -> "\"" + number + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        // 0; 10, 20 to 90; 100 to 109, 110, 120 to 190; the same from 200; 300 to 309, 310 to 340
        assertThat(between(many, many.replace("0", "o")).count()).isEqualTo(1 + 9 + 19 + 19 + 14);
        assertThat(between(many, "[]").count()).isEqualTo(350);
        assertThat(between(many, "[]").kept()).hasSize(200);
    }

    @Test
    void longValue_isCut_notWithinACharacter() {
        List<Difference> kept = between("\"" + "😀".repeat(200) + "\"", "\"\"").kept();
        assertThat(kept.get(0).recorded()).isEqualTo("\"" + "😀".repeat(99) + "…");
    }

    @Test
    void orderOfFields_isNoDifferenceOfValues() {
        Differences differences = between("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}");
        assertThat(differences.count()).isZero();
        assertThat(differences.isRespelt()).isTrue();
    }
}
