package org.plimsoll.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.wire.MalformedRequest;

/** What is sent is taken as it is meant, or not at all. */
class JsonBodiesTest {
    record Body(
            @Nullable String text,
            @Nullable Integer number,
            @Nullable Boolean flag,
            @Nullable Instant time,
            @Nullable Map<String, @Nullable String> texts,
            @Nullable Set<String> names) {}

    @Test
    void body_isRead() {
        Body read = read("{\"text\": \"a\", \"number\": 1, \"flag\": true, \"time\": \"2026-01-02T10:00:00+01:00\","
                + " \"texts\": {\"b\": null}, \"names\": [\"c\"]}");

        assertThat(read.text()).isEqualTo("a");
        assertThat(read.number()).isEqualTo(1);
        assertThat(read.flag()).isTrue();
        assertThat(read.time()).isEqualTo(Instant.parse("2026-01-02T09:00:00Z"));
        assertThat(read.texts()).containsEntry("b", null).hasSize(1);
        assertThat(read.names()).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "{}", "{\"time\": null}"})
    void field_thatIsLeftOut_isNull(String body) {
        assertThat(read(body)).isEqualTo(new Body(null, null, null, null, null, null));
    }

    @Test
    void date_whereAnInstantIsAskedFor_isToldWhatOneLooksLike() {
        assertThatExceptionOfType(MalformedRequest.class)
                .isThrownBy(() -> read("{\"time\": \"2021-09-01\"}"))
                .satisfies(refused -> assertThat(refused.problems())
                        .containsExactly(new Problem(
                                "WRONG_TYPE", "This field takes an instant such as 2021-09-01T00:00:00Z.", "/time")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\": 5} | WRONG_TYPE | /text",
                "{\"text\": true} | WRONG_TYPE | /text",
                "{\"text\": 0.5} | WRONG_TYPE | /text",
                "{\"text\": [\"a\"]} | WRONG_TYPE | /text",
                "{\"texts\": {\"b\": 5}} | WRONG_TYPE | /texts/b",
                "{\"texts\": [\"b\"]} | WRONG_TYPE | /texts",
                "{\"names\": [\"a\", 5]} | WRONG_TYPE | /names/1",
                "{\"names\": \"a\"} | WRONG_TYPE | /names",
                "{\"number\": \"1\"} | WRONG_TYPE | /number",
                "{\"number\": 1.5} | WRONG_TYPE | /number",
                "{\"number\": 9999999999} | WRONG_TYPE | /number",
                "{\"flag\": \"true\"} | WRONG_TYPE | /flag",
                "{\"flag\": 1} | WRONG_TYPE | /flag",
                "{\"time\": \"\"} | WRONG_TYPE | /time",
                "{\"time\": 1767344400} | WRONG_TYPE | /time",
                "{\"time\": \"2026-01-02\"} | WRONG_TYPE | /time",
                "{\"time\": \"2026-01-02T09:00:00\"} | WRONG_TYPE | /time",
                "{\"time\": \"2026-02-30T09:00:00Z\"} | WRONG_TYPE | /time",
                "{\"time\": \"1899-12-31T23:59:59Z\"} | WRONG_TYPE | /time",
                "{\"time\": \"+10000-01-01T00:00:00Z\"} | WRONG_TYPE | /time",
                "{\"tex\": \"a\"} | UNKNOWN_FIELD | /tex",
                "{\"text\": \"a\", \"text\": \"b\"} | MALFORMED_JSON | ''",
                "{\"text\": | MALFORMED_JSON | ''",
                "{} {} | WRONG_TYPE | ''",
                "null | WRONG_TYPE | ''",
                "[] | WRONG_TYPE | ''",
                "\"a\" | WRONG_TYPE | ''"
            })
    void value_thatMeansNothing_isRefusedWhereItStands(String body, String code, String pointer) {
        assertThatExceptionOfType(MalformedRequest.class)
                .isThrownBy(() -> read(body))
                .satisfies(malformed -> assertThat(malformed.problems())
                        .extracting(Problem::code, Problem::pointer)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(code, pointer)));
    }

    @Test
    void body_ofAsManyBytesAsItMayHave_isRead_andOneMoreIsNot() {
        String text = " ".repeat((64 << 10) - 2) + "{}";
        assertThat(read(text).text()).isNull();

        assertThatExceptionOfType(BodyTooLarge.class)
                .isThrownBy(() -> read(" " + text))
                .satisfies(problem -> assertThat(problem.status()).isEqualTo(413));
    }

    private static Body read(String json) {
        InputStream body = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return JsonBodies.read(body, Body.class);
    }
}
