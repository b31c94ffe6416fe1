package org.plimsoll.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubmissionCodeTest {
    @Test
    void codes_areDocumentedInTheirOrder() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/submissions.md")).stream()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3))))
                .containsExactlyElementsOf(
                        Stream.of(SubmissionCode.values()).map(Enum::name).toList());
    }
}
