package org.plimsoll.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {
    /** Origin, size and root: C2SP tlog-checkpoint, the example. */
    private static final String TEXT = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
            time 2026-01-31T09:30:00.123456Z
            """;

    @Test
    void checkpoint_isReadAndWritten() {
        byte[] root = Base64.getDecoder().decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
        Checkpoint expected = new Checkpoint(
                "example.com/behind-the-sofa", 20852163, root, Instant.parse("2026-01-31T09:30:00.123456Z"));

        assertThat(Checkpoint.parse(TEXT)).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(expected.text()).isEqualTo(TEXT);
    }

    @Test
    void checkpoints_thatDifferInOnePart_areNotEqual() {
        Checkpoint head = Checkpoint.parse(TEXT);
        byte[] root = head.root();
        root[31]++;

        assertThat(head).isNotEqualTo(new Checkpoint("other", head.size(), head.root(), head.time()));
        assertThat(head).isNotEqualTo(new Checkpoint(head.origin(), 1, head.root(), head.time()));
        assertThat(head).isNotEqualTo(new Checkpoint(head.origin(), head.size(), root, head.time()));
        assertThat(head).isNotEqualTo(new Checkpoint(head.origin(), head.size(), head.root(), Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "999999999999999999"})
    void size_inDecimalDigits_isTaken(String size) {
        assertThat(Checkpoint.parse(TEXT.replace("20852163", size)).size()).isEqualTo(Long.parseLong(size));
    }

    @ParameterizedTest
    @CsvSource({
        "20852163, 020852163, line 2",
        "20852163, -1, line 2",
        "20852163, +1, line 2",
        "20852163, '', line 2",
        "20852163, 1e3, line 2",
        "20852163, 1234567890123456789, line 2",
        "20852163, '1 ', line 2",
        "20852163, \u0661, line 2",
        "CsUY, '', 'line 3 is the root, 32 bytes in Base64, not 29'",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=, CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I, is not Base64 as it is",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=, CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=, is not Base64 as it is",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=, '', 'line 3 is the root, 32 bytes in Base64, not 0'",
        "time 2026, 2026, line 4 is 'time 2026-01-31T09:30:00.123456Z' for that instant",
        "time 2026, Time 2026, line 4 is 'time ' and an instant",
        "time 2026, 'time  2026', line 4 is 'time ' and an instant",
        ".123456Z, .123456000Z, line 4 is 'time 2026-01-31T09:30:00.123456Z' for that instant",
        "09:30:00.123456Z, 10:30:00.123456+01:00, line 4 is 'time 2026-01-31T09:30:00.123456Z' for that instant",
        "01-31, 02-31, line 4 is 'time ' and an instant",
        "example.com/behind-the-sofa, '', 'The origin of a log is a name in one line'",
    })
    void text_thatIsNoCheckpoint_isRefused_namingItsLine(String from, String to, String message) {
        assertThat(TEXT).contains(from);
        assertThatThrownBy(() -> Checkpoint.parse(TEXT.replace(from, to)))
                .isInstanceOf(InvalidNote.class)
                .hasMessageContaining(message);
    }

    @Test
    void text_withLinesMissing_added_orNotEnded_isRefused() {
        assertThatThrownBy(() -> Checkpoint.parse(TEXT.strip())).hasMessage("a checkpoint ends with a newline");
        assertThatThrownBy(() -> Checkpoint.parse(TEXT + "\n")).hasMessageEndingWith("this one has 5");
        assertThatThrownBy(() -> Checkpoint.parse(TEXT + "more\n")).hasMessageEndingWith("this one has 5");
        assertThatThrownBy(() -> Checkpoint.parse(TEXT.substring(0, TEXT.indexOf("time"))))
                .hasMessageEndingWith("this one has 3");
        assertThatThrownBy(() -> Checkpoint.parse("\n")).hasMessageEndingWith("this one has 1");
        assertThatThrownBy(() -> Checkpoint.parse("")).hasMessage("a checkpoint ends with a newline");
    }

    @Test
    void values_thatAreNone_areRefused() {
        assertThatThrownBy(() -> new Checkpoint("a\nb", 0, MerkleHash.empty(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("a", -1, MerkleHash.empty(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("a", 0, new byte[31], Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void root_thatCallersChange_changesNothing() {
        byte[] root = MerkleHash.empty();
        Checkpoint head = new Checkpoint("a", 0, root, Instant.EPOCH);
        root[0]++;
        head.root()[0]++;

        assertThat(head.root()).isEqualTo(MerkleHash.empty());
    }

    @Test
    void signedCheckpoint_isVerified() {
        NoteSigner signer = Notes.peter();
        String note = signer.sign(TEXT).note();
        SignedNote read = SignedNote.parse(note);

        assertThat(signer.verifier().verify(read)).isEqualTo(NoteVerifier.Result.SIGNED);
        assertThat(Checkpoint.parse(read.text()).size()).isEqualTo(20852163);
    }
}
