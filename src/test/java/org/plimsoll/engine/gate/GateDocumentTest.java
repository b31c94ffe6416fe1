package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table in docs/gate.md is what the gate says. */
class GateDocumentTest {
    @Test
    void tableOfRefusals_hasEveryCodeWithItsSentences_andNoOther() throws IOException {
        List<String> rows = Files.readString(Path.of("docs/gate.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(GateCode.values())
                        .map(GateDocumentTest::row)
                        .toList());
    }

    private static String row(GateCode code) {
        return "| `" + code + "` | " + cell(code.refused()) + " | " + cell(code.instead()) + " |";
    }

    private static String cell(String sentence) {
        return sentence.replace("|", "\\|");
    }
}
