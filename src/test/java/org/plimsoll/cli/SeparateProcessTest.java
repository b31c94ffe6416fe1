package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users start it: a Java of its own, and the script in front of it. */
class SeparateProcessTest {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private static final String SEPARATOR = File.pathSeparator;

    @TempDir
    private Path folder = Path.of("");

    private Run start(Path directory, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", JAVA_HOME.toString());
        builder.environment().put("PLIMSOLL_CACHE", "none");
        builder.environment().put("PLIMSOLL_HOME", folder.resolve("home of it").toString());
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.writeString(folder.resolve("in"), "").toFile()))
                .start();
        return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // The script leaves out the server's logging, which would want to be set up.
        return Stream.of(all.split(SEPARATOR))
                .filter(entry -> !entry.contains("jboss"))
                .collect(Collectors.joining(SEPARATOR));
    }

    @Test
    void main_checksRules_withoutQuarkus_andWithoutAWordBesides() throws IOException, InterruptedException {
        Path demo = Folders.demo(folder);
        List<String> command = List.of(
                JAVA_HOME.resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + folder.resolve("classes"),
                "-cp",
                classPath(),
                "org.plimsoll.cli.Main",
                "test",
                demo.toString());
        Run run = start(Path.of("").toAbsolutePath(), command);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("cases: 2 passed, coverage 100 %");
        assertThat(run.code()).isZero();
        assertThat(Files.readString(folder.resolve("classes")))
                .contains("org.plimsoll.cli.Main ")
                .doesNotContain("io.quarkus.runtime.Application ")
                .doesNotContain("org.postgresql.Driver ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void script_startsIt_throughALink_fromElsewhere_withBlanksInPaths() throws IOException, InterruptedException {
        home();
        Path elsewhere = Files.createDirectories(folder.resolve("some where"));
        Folders.demo(elsewhere);
        Path first = Files.createSymbolicLink(
                elsewhere.resolve("first link"), script("the program").toAbsolutePath());
        Path second = Files.createSymbolicLink(elsewhere.resolve("second link"), first.getFileName());
        Run version = start(elsewhere, List.of(second.toString(), "--version"));
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).startsWith("plimsoll ");
        Run check = start(elsewhere, List.of("./second link", "check", "demo", "no such folder"));
        assertThat(check)
                .isEqualTo(new Run(
                        2, "", "plimsoll: there is no folder 'no such folder'; name a folder with a ruleset.yaml.\n"));
        Run demo = start(elsewhere, List.of("./second link", "check", "demo"));
        assertThat(demo).isEqualTo(new Run(0, "demo: ok, 1 rule, 0 errors, 0 warnings; called directly\n", ""));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void script_withoutTheProgram_saysWhatToDo() throws IOException, InterruptedException {
        Path alone = script("alone");
        Run run = start(folder, List.of("sh", alone.toString(), "--version"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("plimsoll: the program is not built; run `mvn package -DskipTests` in ");
    }

    private Path script(String in) throws IOException {
        return Files.copy(
                Path.of("bin/plimsoll"),
                Files.createDirectories(folder.resolve(in)).resolve("plimsoll"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** A folder as the build makes it, whose jar refers to this test's class path. */
    private void home() throws IOException {
        Path app = Files.createDirectories(folder.resolve("home of it/app"));
        Files.createDirectories(folder.resolve("home of it/lib/main"));
        List<String> urls = new ArrayList<>();
        for (String entry : classPath().split(SEPARATOR)) {
            urls.add(Path.of(entry).toUri().toString());
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
        try (OutputStream out = Files.newOutputStream(app.resolve("plimsoll.jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.setComment("classes are elsewhere");
        }
    }
}
