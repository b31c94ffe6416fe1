package org.plimsoll.engine.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The rule files of a folder of test resources. */
final class Corpus {
    /** Parameters that the corpora's manifest has. */
    static final Set<String> PARAMETERS = Set.of("rate", "floor", "calmVolatility", "threshold.EUR", "threshold.USD");

    /** Scenario sets that the corpora's manifest has. */
    static final Set<String> SCENARIO_SETS = Set.of("crash", "span");

    private Corpus() {}

    /**
     * A rule file.
     *
     * @param name its name without folder and ending
     * @param text its content
     */
    record RuleFile(String name, String text) {
        @Override
        public String toString() {
            return name;
        }

        GateResult inspected() {
            return RuleGate.inspect(name + ".drl", text, KnownNames.of(PARAMETERS, SCENARIO_SETS, List.of(text)));
        }
    }

    static List<RuleFile> of(String folder) {
        URL url = Objects.requireNonNull(Corpus.class.getResource("/" + folder), folder);
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".drl"))
                    .sorted()
                    .map(Corpus::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuleFile read(Path file) {
        try {
            String name = file.getFileName().toString();
            return new RuleFile(
                    name.substring(0, name.length() - ".drl".length()), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
