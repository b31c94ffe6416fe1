package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

/** Whatever is sent, reading gives a request or one of the documented refusals, and nothing else. */
final class RequestReaderProperties {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final byte[] COMPLETE = Requests.COMPLETE.getBytes(StandardCharsets.UTF_8);
    private static final List<String> HOSTILE = List.of(
            "null",
            "true",
            "0",
            "-0",
            "1e999999999",
            "-1e-999999999",
            "123456789012345678901234567890123456789",
            "\"\"",
            "\"NaN\"",
            "\"1e400\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"-\"",
            "\"+0000000000000000000000000000000000001\"",
            "\"0000-00-00\"",
            "\"9999-99-99T99:99:99Z\"",
            "\"2026-01-02T09:00:00+99:99\"",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "{\"\": {}}",
            "[null]",
            "{\"id\": {\"id\": 1}}");
    private static final List<String> FRAGMENTS = List.of(
            "{", "}", "[", "]", "\"", "\\", ",", ":", "e", "-", "\u0000", "NaN", "\\u", "/*", "\uFEFF", "1e9999");

    @Property(tries = 1_000)
    void bytes_random_giveADocumentedOutcome(@ForAll @Size(max = 200) byte[] bytes) {
        assertDocumented(bytes);
    }

    @Property(tries = 3_000)
    void bytes_ofAValidRequest_changedAnywhere_giveADocumentedOutcome(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 6) int changes) {
        byte[] bytes = COMPLETE.clone();
        for (int change = 0; change < changes; change++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }

        assertDocumented(bytes);
    }

    @Property(tries = 2_000)
    void text_ofAValidRequest_cutAndSpliced_givesADocumentedOutcome(@ForAll Random random) {
        int cut = random.nextInt(COMPLETE.length);
        int resumed = random.nextInt(COMPLETE.length);
        byte[] fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(COMPLETE, cut + fragment.length + COMPLETE.length - resumed);
        System.arraycopy(fragment, 0, bytes, cut, fragment.length);
        System.arraycopy(COMPLETE, resumed, bytes, cut + fragment.length, COMPLETE.length - resumed);

        assertDocumented(bytes);
    }

    @Property(tries = 3_000)
    void value_ofAValidRequest_replacedOrRemoved_givesADocumentedOutcome(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) throws IOException {
        ObjectNode request = (ObjectNode) MAPPER.readTree(COMPLETE);
        for (int change = 0; change < changes; change++) {
            mutate(request, random);
        }

        assertDocumented(MAPPER.writeValueAsBytes(request));
    }

    @Property
    void decimal_asTextOrNumber_arrivesExactly(
            @ForAll
                    @Scale(18)
                    @BigRange(min = "-999999999999999999999999999999", max = "999999999999999999999999999999")
                    BigDecimal decimal) {
        for (String form : List.of(decimal.toPlainString(), decimal.toString())) {
            assertThat(quantityOf(form)).isEqualByComparingTo(decimal);
            assertThat(quantityOf("\"" + form + "\"")).isEqualByComparingTo(decimal);
        }
    }

    @Property
    void exponent_ofAnySize_givesADocumentedOutcomeAtOnce(
            @ForAll @BigRange(min = "-999999999999", max = "999999999999") BigInteger exponent) {
        String outcome = Requests.outcome(Requests.with("\"-1.5\"", "7e" + exponent));
        boolean large = exponent.compareTo(BigInteger.valueOf(29)) > 0;
        boolean precise = exponent.compareTo(BigInteger.valueOf(-18)) < 0;
        String at = "@/portfolio/positions/0/quantity";

        assertThat(outcome)
                .isEqualTo(large ? "422 NUMBER_TOO_LARGE" + at : precise ? "422 NUMBER_TOO_PRECISE" + at : "200");
    }

    private static BigDecimal quantityOf(String json) {
        return Requests.read(Requests.with("\"-1.5\"", json))
                .submission()
                .portfolio()
                .positions()
                .get(0)
                .quantity();
    }

    /** Fails on any exception but the documented three, and on a problem without a code or a pointer that is not one. */
    private static void assertDocumented(byte[] bytes) {
        Requests.outcome(bytes, problem -> {
            assertThat(problem.code()).matches("[A-Z]+(_[A-Z]+)*");
            assertThat(problem.message()).isNotBlank().hasSizeLessThan(600);
            assertThat(problem.pointer()).matches("(?s)(/.*)?");
            return problem.code();
        });
    }

    private static void mutate(ObjectNode root, Random random) throws IOException {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode replacement = MAPPER.readTree("[" + HOSTILE.get(random.nextInt(HOSTILE.size())) + "]")
                .get(0);
        boolean remove = random.nextInt(4) == 0;
        if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (remove) {
                object.remove(name);
            } else {
                object.set(name, replacement);
            }
        } else if (container instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (remove) {
                array.remove(index);
            } else {
                array.set(index, replacement);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
