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
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What releases decided, this build decides, byte for byte, wherever and whenever it runs. */
class ReplayCorpusTest {
    private static final String CORPUS = "examples/replay";
    private static final String ALL_IDENTICAL =
            "(\\d+) decisions: \\1 identical, 0 different, 0 could not be replayed\n";
    private static final Path OTHER_JAVA = Path.of("/usr/lib/jvm");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void corpus_isReplayed_byteForByte() {
        Run run = Run.of("replay", "--corpus", CORPUS);
        assertThat(run.out()).matches(ALL_IDENTICAL);
        assertThat(run.code()).isZero();
    }

    /** The year before and after midnight, letters that case and digits change, an encoding without them; and ten years on. */
    @ParameterizedTest
    @CsvSource({
        "Pacific/Kiritimati, tr, TR, ISO-8859-1, 131, 37, 0",
        "America/St_Johns, ar, EG, US-ASCII, 69, 667, 0",
        "Asia/Kolkata, hi, IN, UTF-8, 69, 37, 10"
    })
    void corpus_inOtherSurroundings_isReplayedByteForByte(
            String zone, String language, String country, String encoding, String smallI, String seven, int years)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "-Duser.timezone=" + zone,
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Dfile.encoding=" + encoding));
        if (years > 0) {
            options.add("-javaagent:" + laterClock());
        }
        Run run = start(Path.of(System.getProperty("java.home")), options);
        int year = Year.now(ZoneOffset.UTC).getValue() + years;
        String where = String.join(
                " ",
                zone,
                smallI,
                seven,
                encoding,
                Integer.toString(year),
                Integer.toString(Runtime.version().feature()));
        assertThat(run.err()).contains(where + "\n");
        assertThat(run.out()).matches(ALL_IDENTICAL);
        assertThat(run.code()).isZero();
    }

    @Test
    void corpus_underJava25_isReplayedByteForByte() throws IOException, InterruptedException {
        Optional<Path> java = installed("25");
        assumeThat(java).as("a Java 25 under " + OTHER_JAVA).isPresent();
        Run run = start(java.orElseThrow(), List.of("--sun-misc-unsafe-memory-access=allow"));
        assertThat(run.err()).contains(" 25\n");
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

    private Run start(Path java, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin/java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Surroundings.class.getName(), "replay", "--corpus", CORPUS));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    /** Without the server's logging, which would want to be set up. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("jboss"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path laterClock() throws IOException {
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
