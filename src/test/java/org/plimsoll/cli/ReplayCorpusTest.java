package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What releases decided, this build decides, byte for byte, wherever and whenever it runs. */
class ReplayCorpusTest {
    private static final String CORPUS = "examples/replay";
    private static final String ALL_IDENTICAL =
            "(\\d+) decisions: \\1 identical, 0 different, 0 could not be replayed\n";
    private static final Path OTHER_JAVA = Path.of("/usr/lib/jvm");

    @TempDir
    private static Path folder = Path.of("");

    private static final Map<String, Started> STARTED = new HashMap<>();

    /** The year before and after midnight, letters that case and digits change, an encoding without them; and ten years on. */
    private enum Elsewhere {
        KIRITIMATI("Pacific/Kiritimati", "tr", "TR", "ISO-8859-1", "131", "37", 0),
        ST_JOHNS("America/St_Johns", "ar", "EG", "US-ASCII", "69", "667", 0),
        KOLKATA("Asia/Kolkata", "hi", "IN", "UTF-8", "69", "37", 10);

        private final String zone;
        private final String language;
        private final String country;
        private final String encoding;
        private final String smallI;
        private final String seven;
        private final int years;

        Elsewhere(
                String zone, String language, String country, String encoding, String smallI, String seven, int years) {
            this.zone = zone;
            this.language = language;
            this.country = country;
            this.encoding = encoding;
            this.smallI = smallI;
            this.seven = seven;
            this.years = years;
        }

        List<String> options() throws IOException {
            List<String> options = new ArrayList<>(List.of(
                    "-Duser.timezone=" + zone,
                    "-Duser.language=" + language,
                    "-Duser.country=" + country,
                    "-Dfile.encoding=" + encoding));
            if (years > 0) {
                options.add("-javaagent:" + laterClock());
            }
            return options;
        }

        /** What a Java that runs there says of itself. */
        String said() {
            return String.join(
                    " ",
                    zone,
                    smallI,
                    seven,
                    encoding,
                    Integer.toString(Year.now(ZoneOffset.UTC).getValue() + years),
                    Integer.toString(Runtime.version().feature()));
        }
    }

    /** All at once: each takes a processor for a while, and they have nothing to do with each other. */
    @BeforeAll
    static void start() throws IOException {
        for (Elsewhere elsewhere : Elsewhere.values()) {
            STARTED.put(
                    elsewhere.name(),
                    Started.of(Path.of(System.getProperty("java.home")), elsewhere.options(), elsewhere.name()));
        }
        Optional<Path> java = installed("25");
        if (java.isPresent()) {
            STARTED.put("25", Started.of(java.get(), List.of("--sun-misc-unsafe-memory-access=allow"), "25"));
        }
    }

    @AfterAll
    static void stop() {
        STARTED.values().forEach(started -> started.process().destroyForcibly());
    }

    @ParameterizedTest
    @EnumSource
    void corpus_inOtherSurroundings_isReplayedByteForByte(Elsewhere elsewhere)
            throws IOException, InterruptedException {
        assertIdentical(Objects.requireNonNull(STARTED.get(elsewhere.name())).await(), elsewhere.said());
    }

    @Test
    void corpus_underJava25_isReplayedByteForByte() throws IOException, InterruptedException {
        Optional<Started> started = Optional.ofNullable(STARTED.get("25"));
        assumeThat(started).as("a Java 25 under " + OTHER_JAVA).isPresent();
        assertIdentical(started.orElseThrow().await(), " 25");
    }

    private static void assertIdentical(Run run, String where) {
        assertThat(run.err()).contains(where + "\n");
        assertThat(run.out()).matches(ALL_IDENTICAL);
        assertThat(run.code()).isZero();
    }

    private static Optional<Path> installed(String feature) throws IOException {
        if (!Files.isDirectory(OTHER_JAVA)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(OTHER_JAVA)) {
            for (Path home : homes.sorted().toList()) {
                Path release = home.resolve("release");
                if (Files.exists(release)
                        && Files.readString(release).contains("JAVA_VERSION=\"" + feature)
                        && Files.isExecutable(home.resolve("bin/java"))) {
                    return Optional.of(home);
                }
            }
        }
        return Optional.empty();
    }

    /** A Java that replays the corpus. */
    private record Started(Process process, Path out, Path err) {
        static Started of(Path java, List<String> options, String name) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(java.resolve("bin/java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
            command.addAll(options);
            command.addAll(List.of("-cp", classPath(), Surroundings.class.getName(), "replay", "--corpus", CORPUS));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().remove("JDK_JAVA_OPTIONS");
            Path out = folder.resolve(name + ".out");
            Path err = folder.resolve(name + ".err");
            return new Started(
                    builder.redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start(),
                    out,
                    err);
        }

        Run await() throws IOException, InterruptedException {
            return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
        }
    }

    /** Without the server's logging, which would want to be set up. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("jboss"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path laterClock() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", LaterClock.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path agent = folder.resolve("later-clock.jar");
        try (OutputStream out = Files.newOutputStream(agent);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.setComment("the agent is on the class path");
        }
        return agent;
    }
}
