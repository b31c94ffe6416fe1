package org.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.plimsoll.engine.gate.GateResult;

/** What becomes of compilations that take too long. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompilationTimeTest {
    private static final RuleSetFiles RULES = RuleSetSample.rules("rule \"r\"\nwhen\n$p : Position()\nthen\nend\n")
            .files();

    private final CountDownLatch released = new CountDownLatch(1);

    /** A gate that lets no interruption disturb it, like a compiler that never looks. */
    private GateResult wait(String drl) {
        boolean interrupted = false;
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new GateResult(List.of(), drl, List.of());
    }

    private RuleSetCompiler slow(int compilations) {
        EngineLimits limits =
                EngineLimits.DEFAULT.withCompileTime(Duration.ofMillis(200)).withCompilations(compilations);
        return new RuleSetCompiler(limits, (file, drl, parameters) -> wait(drl));
    }

    private static String code(CompileResult result) {
        assertThat(result.compiled()).isNull();
        return result.diagnostics().get(0).code();
    }

    @Test
    void compilation_thatTakesTooLong_isGivenUpForItsCaller() {
        assertThat(code(slow(1).compile(RULES))).isEqualTo("COMPILE_TIMEOUT");
        released.countDown();
    }

    @Test
    void compilations_thatDoNotEnd_keepOthersOut_soThatTheyCannotPileUp() {
        RuleSetCompiler compiler = slow(2);
        assertThat(code(compiler.compile(RULES))).isEqualTo("COMPILE_TIMEOUT");
        assertThat(code(compiler.compile(RULES))).isEqualTo("COMPILE_TIMEOUT");
        assertThat(code(compiler.compile(RULES))).isEqualTo("COMPILER_BUSY");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("compile " + RULES.name()))
                .hasSize(2);
        released.countDown();
    }

    @Test
    void compilations_thatWereGivenUp_stopAtTheirNextStep_andMakeRoom() throws InterruptedException {
        RuleSetCompiler compiler = slow(1);
        assertThat(code(compiler.compile(RULES))).isEqualTo("COMPILE_TIMEOUT");
        Thread late = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("compile " + RULES.name()))
                .findFirst()
                .orElseThrow();
        released.countDown();
        late.join();
        assertThat(code(compiler.compile(new RuleSetFiles("other", RULES.files()))))
                .isNotEqualTo("COMPILER_BUSY");
    }
}
