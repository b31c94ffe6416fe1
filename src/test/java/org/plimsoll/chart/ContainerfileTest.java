package org.plimsoll.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of the production image, read and, where it is shell, run: no container engine is needed. */
final class ContainerfileTest {
    private static final Path CONTAINERFILE = Path.of("Containerfile");

    /** One instruction, its continuation lines joined. */
    private record Instruction(String name, String arguments) {}

    /** What follows one FROM, that line included. */
    private static List<List<Instruction>> stages() throws IOException {
        String joined = Files.readString(CONTAINERFILE)
                .lines()
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"))
                .replace("\\\n", "");
        List<List<Instruction>> stages = new ArrayList<>();
        for (String line : joined.split("\n", -1)) {
            int space = line.indexOf(' ');
            var instruction = new Instruction(
                    line.substring(0, space), line.substring(space).strip());
            if (instruction.name().equals("FROM")) {
                stages.add(new ArrayList<>());
            }
            stages.get(stages.size() - 1).add(instruction);
        }
        return stages;
    }

    private static List<Instruction> image() throws IOException {
        List<List<Instruction>> stages = stages();
        return stages.get(stages.size() - 1);
    }

    private static List<String> arguments(List<Instruction> stage, String name) {
        return stage.stream()
                .filter(instruction -> instruction.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    private static String only(List<Instruction> stage, String name) {
        List<String> found = arguments(stage, name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    @Test
    void user_ofTheImage_isNumericNotRootAndTheChartsUser() throws IOException {
        String user = only(image(), "USER");
        assertThat(user).matches("[1-9][0-9]*:[1-9][0-9]*");
        JsonNode chart = Chart.yaml(Chart.DIRECTORY.resolve("values.yaml")).path("securityContext");
        assertThat(user)
                .isEqualTo(chart.path("runAsUser").asText() + ":"
                        + chart.path("runAsGroup").asText());
        List<String> instructions = image().stream().map(Instruction::name).toList();
        assertThat(instructions.subList(instructions.indexOf("USER"), instructions.size()))
                .as("nothing is run or copied as another user after it")
                .containsExactly("USER", "EXPOSE", "ENTRYPOINT");
    }

    @Test
    void entrypoint_ofTheImage_isInExecForm() throws IOException {
        JsonNode command = new JsonMapper().readTree(only(image(), "ENTRYPOINT"));
        assertThat(Rendering.elements(command))
                .extracting(JsonNode::asText)
                .containsExactly("java", "-jar", "/opt/plimsoll/quarkus-run.jar");
        assertThat(only(image(), "WORKDIR")).isEqualTo("/opt/plimsoll");
        assertThat(arguments(image(), "COPY")).contains("--from=assembly /assembly/quarkus-run.jar ./");
    }

    @Test
    void environment_ofTheImage_agreesWithTheChart() throws IOException {
        String environment = only(image(), "ENV");
        assertThat(environment).contains("PLIMSOLL_DATABASE_EMBEDDED=false");
        var chart = Chart.render(Chart.sample("minimal")).environment();
        assertThat(List.of(
                        "PLIMSOLL_DATABASE_EMBEDDED",
                        "PLIMSOLL_RULES_DIRECTORY",
                        "QUARKUS_HTTP_HOST",
                        "QUARKUS_HTTP_PORT"))
                .allSatisfy(name -> assertThat(environment).contains(name + "=" + chart.get(name)));
        assertThat(environment).contains("JDK_JAVA_OPTIONS=\"" + chart.get("JDK_JAVA_OPTIONS") + "\"");
        assertThat(environment).doesNotContainPattern("(?i)password|secret|token");
        assertThat(only(image(), "EXPOSE")).isEqualTo(chart.get("QUARKUS_HTTP_PORT"));
    }

    @Test
    void bases_ofEveryStage_areJava17ByNameAndTag() throws IOException {
        assertThat(stages())
                .hasSize(2)
                .allSatisfy(
                        stage -> assertThat(only(stage, "FROM")).matches("[a-z-]+:17-jre-[a-z0-9-]+( AS assembly)?"));
    }

    @Test
    void image_files_comeFromTheAssemblyOnly() throws IOException {
        assertThat(arguments(image(), "COPY")).isNotEmpty().allMatch(copy -> copy.startsWith("--from=assembly "));
        assertThat(arguments(image(), "COPY")).contains("--from=assembly /assembly/rules/ rules/");
        assertThat(arguments(image(), "ADD")).isEmpty();
        assertThat(arguments(stages().get(0), "COPY")).containsExactly("target/quarkus-app/ ./", "rules/ rules/");
    }

    @Test
    void ignoreFile_letsThroughOnlyWhatIsCopied() throws IOException {
        List<String> lines = Files.readAllLines(Path.of(".containerignore")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(lines).containsExactly("*", "!target/quarkus-app", "!rules");
    }

    @Test
    void assembly_run_emptiesTheEmbeddedDatabaseAndNothingElse(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path libraries = Files.createDirectories(directory.resolve("lib").resolve("main"));
        List<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toList();
        for (Path jar : jars) {
            Files.writeString(libraries.resolve(packagedName(jar)), "content");
        }
        var shell = new ProcessBuilder("sh", "-c", only(stages().get(0), "RUN"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue())
                .as(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        List<Path> embedded = jars.stream()
                .filter(jar -> jar.toString().contains("zonky"))
                .map(jar -> libraries.resolve(packagedName(jar)))
                .toList();
        assertThat(embedded).as("the library and its binaries").hasSizeGreaterThanOrEqualTo(2);
        for (Path jar : embedded) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                assertThat(opened.size()).as("entries of %s", jar).isZero();
            }
        }
        assertThat(jars.stream()
                        .map(jar -> libraries.resolve(packagedName(jar)))
                        .filter(jar -> !embedded.contains(jar)))
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(jar).hasContent("content"))
                .anyMatch(jar -> jar.toString().contains("postgresql.postgresql-"));
    }

    /** As Quarkus names a library: a group before the file name. Group, artifact and version are folders above it. */
    private static String packagedName(Path jar) {
        return jar.getName(jar.getNameCount() - 4) + "." + jar.getFileName();
    }
}
