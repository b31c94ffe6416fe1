package org.plimsoll.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.gate.Corpus.RuleFile;
import org.plimsoll.policy.Facts;

/**
 * The control run: hostile rules compiled without the gate. If their canaries did not sing there, their silence behind the
 * gate would show nothing.
 */
@SuppressWarnings("NullAway") // JUnit sets the directory
class UngatedControlTest {
    private static final Pattern CANARY = Pattern.compile("(?m)^// canary: ([a-z-]+)$");

    @TempDir
    static Path directory;

    private static final Map<String, String> HEARD = new TreeMap<>();
    private static final List<String> SILENT = new ArrayList<>();

    @BeforeAll
    static void compileAndFireWithoutGate() {
        System.setProperty(Canary.DIRECTORY, directory.toString());
        for (RuleFile file : Corpus.of("hostile")) {
            Matcher canary = CANARY.matcher(file.text());
            if (canary.find()) {
                listen(file, canary.group(1));
            }
        }
    }

    private static void listen(RuleFile file, String canary) {
        assertThat(Canary.sang(canary, directory)).as(canary + " before").isFalse();
        String compiling = "";
        try (ExecutableModel model = ExecutableModel.of(Map.of(file.name() + ".drl", file.text()))) {
            compiling = Canary.sang(canary, directory) ? "compiled" : "";
            model.fire(List.of(Facts.position().build(), Facts.collateral().build(), Facts.pool()));
        } catch (RuntimeException e) {
            // A hostile rule may well fail after it has done what it came for.
            assertThat(e).isNotNull();
        }
        if (Canary.sang(canary, directory)) {
            HEARD.put(canary, compiling.isEmpty() ? "fired" : compiling);
        } else {
            SILENT.add(canary);
        }
    }

    @Test
    void hostileRules_withoutGate_runTheirCode() {
        assertThat(SILENT).isEmpty();
        assertThat(HEARD).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void declaredEnum_withoutGate_runsItsCodeWhenCompiled() {
        assertThat(HEARD).containsEntry("declare-enum", "compiled");
    }

    @Test
    void canaries_behindTheGate_areSilent() {
        for (RuleFile file : Corpus.of("hostile")) {
            assertThat(file.inspected().admitted()).as(file.name()).isFalse();
        }
    }

    @AfterAll
    static void clear() {
        HEARD.keySet().forEach(canary -> System.clearProperty(Canary.property(canary)));
        System.clearProperty(Canary.DIRECTORY);
        System.out.println("canaries that sang without the gate: " + HEARD);
    }
}
