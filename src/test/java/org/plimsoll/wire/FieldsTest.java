package org.plimsoll.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where fields are found does not depend on what came before. */
final class FieldsTest {
    @Test
    void indexOf_whateverCameBefore_isTheSame() {
        Fields fields = Fields.required("a", "b").optional("c", "d");
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            int index = random.nextInt(4);
            int before = random.nextInt(5) - 1;

            assertThat(fields.indexOf(new String("abcd".substring(index, index + 1)), before))
                    .isEqualTo(index);
            assertThat(fields.indexOf("e", before)).isEqualTo(-1);
        }
    }

    @Test
    void name_isThatOfTheIndex() {
        Fields fields = Fields.required("a").optional("b");

        assertThat(fields.name(fields.indexOf("b", -1))).isEqualTo("b");
    }
}
