package org.plimsoll.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That docs/audit.md says of every kind of finding what it means and what to do. */
class FindingsDocumentTest {
    /** What tools/verify-audit.py alone finds and a reader is most likely to meet without anything being wrong. */
    private static final String OF_THE_SCRIPT = "TAIL_MISSING";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+_[A-Z]+)` \\| (.+) \\| (.+) \\|$");

    @Test
    void findings_haveARowEach_withMeaningAndWhatToDo_inTheirOrder() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("docs/audit.md")))
                .results()
                .toList();
        assertThat(rows)
                .extracting(row -> row.group(1))
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(Finding.Code.values()).map(Finding.Code::name), Stream.of(OF_THE_SCRIPT))
                        .toList());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.group(2)).endsWith(".");
            assertThat(row.group(3)).endsWith(".");
        });
    }
}
