package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JsonTextTest {

    @Test
    void badByte_isFoundAtEveryPlaceOfEveryLength() {
        for (int length = 1; length <= 40; length++) {
            for (int place = 0; place < length; place++) {
                for (byte bad : new byte[] {0, (byte) 0xFF, (byte) 0x80}) {
                    byte[] body = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
                    body[place] = bad;
                    assertThat(JsonText.firstBadByte(body))
                            .as("%s at %s of %s", bad, place, length)
                            .isEqualTo(place);
                }
            }
        }
    }

    @Test
    void zeroByte_afterOtherCharacters_isFound() {
        byte[] body = "Zürich and more than eight \u0000 bytes".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonText.firstBadByte(body)).isEqualTo(28);
    }

    @Test
    void soundText_ofAnyLength_hasNone() {
        for (int length = 0; length <= 40; length++) {
            assertThat(JsonText.firstBadByte("x".repeat(length).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(-1);
            assertThat(JsonText.firstBadByte("ü".repeat(length).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(-1);
        }
        assertThat(JsonText.firstBadByte("東".repeat(20_000).getBytes(StandardCharsets.UTF_8)))
                .as("more than is decoded at a time")
                .isEqualTo(-1);
    }

    @Test
    void place_countsCharactersNotBytes() {
        byte[] body = "ab\nüé\ud83d\udcb6x".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonText.place(body, 0)).isEqualTo("line 1, column 1");
        assertThat(JsonText.place(body, 3)).isEqualTo("line 2, column 1");
        assertThat(JsonText.place(body, body.length - 1)).isEqualTo("line 2, column 4");
    }
}
