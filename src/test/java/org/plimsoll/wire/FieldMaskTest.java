package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FieldMaskTest {
    private static final UUID DECISION = UUID.fromString("019b7d9a-1a00-7c31-9d3a-2f2f6f1b7a10");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Worked out with openssl dgst, apart from this code: docs/retention.md has the commands. */
    private static final String OF_BANK_A = "masked:sCQYl1jKlfMPf_Ol7xHd33n7a2ESAgUZXBLgHMmm46I";

    @Test
    void mask_anAccount_replacesItsValueAlone() {
        String request =
                "{ \"ruleSet\":\"x\",\t\"portfolio\" : {\"id\":\"csa\\u002d17\", \"account\":{\"type\":\"CLIENT\",\"id\" : \"bank-a\" }},"
                        + "\"account\":\"bank-a\",\"note\":\"\u00e9bank-a\"}";
        FieldMask.Masked masked = mask(MaskedField.ACCOUNT).mask(bytes(request), DECISION);

        assertThat(text(masked.request()))
                .isEqualTo(request.replace("\"id\" : \"bank-a\" }", "\"id\" : \"" + OF_BANK_A + "\" }"));
    }

    @Test
    void restore_anAnswer_hasTheValuesAgain_escaped() {
        FieldMask.Masked masked = mask(MaskedField.PORTFOLIO, MaskedField.REQUEST_ID)
                .mask(bytes("{\"requestId\":\"r \\\"1\\\"\",\"portfolio\":{\"id\":\"p\u00fc\"}}"), DECISION);
        assertThat(text(masked.request())).doesNotContain("r \\\"1", "p\u00fc");
        assertThat(text(masked.restore(masked.request())))
                .isEqualTo("{\"requestId\":\"r \\\"1\\\"\",\"portfolio\":{\"id\":\"p\u00fc\"}}");
    }

    @Test
    void mask_theSameValue_ofAnotherDecisionOrField_isAnother() {
        FieldMask mask = mask(MaskedField.ACCOUNT, MaskedField.PORTFOLIO);
        byte[] request = bytes("{\"portfolio\":{\"id\":\"same\",\"account\":{\"id\":\"same\"}}}");
        FieldMask.Masked one = mask.mask(request, DECISION);
        assertThat(one.values()).hasSize(2);
        assertThat(mask.mask(request, new UUID(1, 2)).values().keySet())
                .doesNotContainAnyElementsOf(one.values().keySet());
        assertThat(mask.mask(request, DECISION).request()).isEqualTo(one.request());
    }

    @Test
    void mask_whatIsNotThere_changesNothing() {
        byte[] request = bytes("{\"requestId\":null,\"portfolio\":{}}");
        assertThat(mask(MaskedField.REQUEST_ID, MaskedField.ACCOUNT)
                        .mask(request, DECISION)
                        .request())
                .isEqualTo(request);
    }

    @Test
    void caller_isMaskedWhenNamed() {
        assertThat(mask(MaskedField.CALLER).caller(DECISION, "lender")).startsWith("masked:");
        assertThat(mask(MaskedField.ACCOUNT).caller(DECISION, "lender")).isEqualTo("lender");
    }

    @Test
    void key_thatIsShort_isRefused() {
        assertThatThrownBy(() -> new FieldMask(EnumSet.of(MaskedField.ACCOUNT), new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }

    private static FieldMask mask(MaskedField first, MaskedField... others) {
        return new FieldMask(EnumSet.of(first, others), KEY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
