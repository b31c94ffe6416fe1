package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.Diagnostic;
import org.plimsoll.engine.gate.Corpus.RuleFile;

/** Rules that mean harm, or that Drools would compute wrongly: each is refused, by the code and at the place it names. */
class HostileCorpusTest {
    private static final Pattern EXPECTED = Pattern.compile("// expect: ([A-Z_]+) line ([0-9]+) column ([0-9]+)\n");

    private static int refused;

    static List<RuleFile> files() {
        return Corpus.of("hostile");
    }

    @ParameterizedTest
    @MethodSource("files")
    void hostileFile_isRefused_withItsCodeAndPlace(RuleFile file) {
        Matcher expected = expectation(file);
        GateResult result = file.inspected();

        assertThat(result.admitted()).isFalse();
        assertThat(result.admittedDrl()).isEmpty();
        assertThat(result.diagnostics())
                .extracting(found -> found.code() + " line " + found.line() + " column " + found.column())
                .contains(expected.group(1) + " line " + expected.group(2) + " column " + expected.group(3));
        refused++;
    }

    @ParameterizedTest
    @MethodSource("files")
    void diagnostics_haveKnownCodes_andSayWhatToWrite(RuleFile file) {
        for (Diagnostic found : file.inspected().diagnostics()) {
            assertThatCode(() -> GateCode.valueOf(found.code())).doesNotThrowAnyException();
            assertThat(found.message()).endsWith(GateCode.valueOf(found.code()).instead());
            assertThat(found.file()).isEqualTo(file.name() + ".drl");
        }
    }

    @Test
    void hostileFiles_coverEveryCode_butWhatNeedsNoFile() {
        Set<GateCode> covered = EnumSet.noneOf(GateCode.class);
        for (RuleFile file : files()) {
            covered.add(GateCode.valueOf(expectation(file).group(1)));
        }
        assertThat(covered).hasSizeGreaterThan(60);
        Set<GateCode> missing = EnumSet.complementOf(EnumSet.copyOf(covered));
        // Time is no property of a file that could be written down; see GateTimeTest.
        assertThat(missing).containsExactly(GateCode.GATE_TIME);
        assertThat(files()).hasSizeGreaterThanOrEqualTo(310);
    }

    private static Matcher expectation(RuleFile file) {
        Matcher expected = EXPECTED.matcher(file.text());
        assertThat(expected.lookingAt()).as("first line of " + file).isTrue();
        return expected;
    }

    @AfterAll
    static void count() {
        System.out.println("hostile rule files refused: " + refused + " of " + files().size());
    }
}
