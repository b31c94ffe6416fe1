package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " \n\t",
                "\u2003\u200b",
                "\u00a0",
                "\u200b",
                "\u200d\ufe0f",
                "\u00ad",
                "\ufeff",
                "\u2060",
                "\u0301",
                "\u3164",
                "\u2800",
                "\ue000"
            })
    void reason_withoutAnythingToRead_isNone(String text) {
        assertThatThrownBy(() -> Reasons.required("reason", text))
                .isInstanceOfSatisfying(
                        RuleSetUnprocessable.class,
                        refused -> assertThat(refused.code()).isEqualTo("REASON_REQUIRED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "4711", "\u6c7a", "?", "\u20ac", "\ud83d\udc4d", "\u200be\u0301", "a\u200bb"})
    void reason_withSomethingToRead_isTaken(String text) {
        assertThat(Reasons.required("reason", text)).isEqualTo(text);
    }
}
