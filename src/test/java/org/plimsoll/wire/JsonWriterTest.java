package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonWriterTest {

    @Test
    void nestedValues_areSeparatedByCommasOnly() {
        JsonWriter json = new JsonWriter(10).beginObject();
        json.text("a", "x").number("b", -7).bool("c", true).decimal("d", null);
        json.list("e", List.of("1", "2"), json::element);
        json.list(
                "f",
                List.of(1, 2),
                number -> json.beginObject()
                        .number("n", number)
                        .name("o")
                        .beginObject()
                        .endObject()
                        .endObject());
        json.list("g", List.<String>of(), json::element);
        json.name("h")
                .beginObject()
                .text("i", "j")
                .endObject()
                .textIfPresent("k", null)
                .text("l", "m");

        assertThat(text(json.endObject()))
                .isEqualTo("{\"a\":\"x\",\"b\":-7,\"c\":true,\"d\":null,\"e\":[\"1\",\"2\"],"
                        + "\"f\":[{\"n\":1,\"o\":{}},{\"n\":2,\"o\":{}}],\"g\":[],\"h\":{\"i\":\"j\"},\"l\":\"m\"}");
    }

    @Test
    void characters_thatMustBeEscaped_areAndNoOthers() {
        JsonWriter json = new JsonWriter(10).beginObject().text("a", "\"\\/\b\t\n\f\r\u0001\u001f\u007fé東💶\u2028");

        assertThat(text(json.endObject()))
                .isEqualTo("{\"a\":\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\u007fé東💶\u2028\"}");
    }

    @Test
    void decimal_isPlainAtItsScale() {
        JsonWriter json = new JsonWriter(10).beginObject();
        json.decimal("a", new BigDecimal("1E+3"))
                .decimal("b", new BigDecimal("1.50"))
                .decimal("c", new BigDecimal("1E-7"))
                .decimal("d", new BigDecimal("0.00"));

        assertThat(text(json.endObject()))
                .isEqualTo("{\"a\":\"1000\",\"b\":\"1.50\",\"c\":\"0.0000001\",\"d\":\"0.00\"}");
    }

    @Test
    void decimal_ofHugeScale_isNotWrittenOut() {
        assertThat(JsonWriter.plain(new BigDecimal("1E+999999999"))).isEqualTo("1E+999999999");
        assertThat(JsonWriter.plain(new BigDecimal("1E-999999999"))).isEqualTo("1E-999999999");
    }

    /** As {@link Instant#toString} writes it: ISO 8601, with as many groups of three digits of a second as it has. */
    @Property
    void time_isAsAnInstantWritesItself(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(max = 3) int groups) {
        int unit = new int[] {1_000_000_000, 1_000_000, 1_000, 1}[groups];
        Instant time = Instant.ofEpochSecond(second, nano / unit * unit);

        assertThat(text(new JsonWriter(10).beginObject().time("a", time).endObject()))
                .isEqualTo("{\"a\":\"" + time + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T09:00:00Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "2024-02-29T23:59:59.000001Z",
                "1969-12-31T23:59:59.5Z"
            })
    void time_atTheEdges(String text) {
        Instant time = Instant.parse(text);
        assertThat(text(new JsonWriter(10).beginObject().value("a", time).endObject()))
                .isEqualTo("{\"a\":\"" + time + "\"}");
    }

    @Test
    void value_ofUnknownKind_isRefused() {
        JsonWriter json = new JsonWriter(10).beginObject();

        assertThatThrownBy(() -> json.value("a", 1.5d)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void value_time_isIso() {
        JsonWriter json = new JsonWriter(10)
                .beginObject()
                .value("at", Instant.parse("2026-01-02T09:00:00Z"))
                .value("n", 3L);

        assertThat(text(json.endObject())).isEqualTo("{\"at\":\"2026-01-02T09:00:00Z\",\"n\":3}");
    }

    @Property
    void decimal_isWrittenAsJavaWritesItInFull(
            @ForAll BigInteger digits, @ForAll @IntRange(min = -40, max = 40) int scale) {
        BigDecimal value = new BigDecimal(digits, scale);

        assertThat(text(new JsonWriter(0).decimal("a", value))).isEqualTo("\"a\":\"" + value.toPlainString() + "\"");
    }

    @Property
    void decimal_ofFewDigits_isWrittenAsJavaWritesItInFull(
            @ForAll long digits, @ForAll @IntRange(min = 0, max = 19) int scale) {
        BigDecimal value = BigDecimal.valueOf(digits, scale);

        assertThat(text(new JsonWriter(0).decimal("a", value))).isEqualTo("\"a\":\"" + value.toPlainString() + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "-0.1", "0.000000000000000000", "0.000000000000000001", "-0.000000000000000001",
                        "9.99999999999999999",
                "999999999999999999", "-999999999999999999", "1000000000000000000", "0.1234567890123456789", "-1", "10"
            })
    void decimal_whereDigitsBeginOrEnd_isWrittenAsItStands(String value) {
        assertThat(text(new JsonWriter(0).decimal("a", new BigDecimal(value)))).isEqualTo("\"a\":\"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                99,
                100,
                -1,
                -10,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1
            })
    void number_isWrittenAsItStands(long value) {
        assertThat(text(new JsonWriter(0).number("a", value))).isEqualTo("\"a\":" + value);
    }

    @Property
    void number_isWrittenAsJavaWritesIt(@ForAll long value) {
        assertThat(text(new JsonWriter(0).number("a", value))).isEqualTo("\"a\":" + value);
    }

    @Property
    void escaped_isWhatStandsBetweenQuotes(@ForAll String value) throws IOException {
        String sound = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(new ObjectMapper().readValue('"' + JsonWriter.escaped(sound) + '"', String.class))
                .isEqualTo(sound);
    }

    @Property
    void text_ofAnyCharacters_comesBackUnchanged(@ForAll String value) throws IOException {
        String sound = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] bytes =
                new JsonWriter(10).beginObject().text("a", sound).endObject().bytes();

        assertThat(new ObjectMapper().readTree(bytes).get("a").textValue()).isEqualTo(sound);
    }

    private static String text(JsonWriter json) {
        return new String(json.bytes(), StandardCharsets.UTF_8);
    }
}
