package org.plimsoll.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.engine.RuleSetCompiler;
import org.plimsoll.engine.RuleSetFiles;
import org.plimsoll.engine.module.CompiledModules;
import org.plimsoll.engine.module.ModuleFolder;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.module.ModuleRefused;

/**
 * How long a rule set takes to be ready when it is compiled, and when it is taken from its stored module: the first in a new
 * Java, and the median of those after it. Arguments: folders of rule sets, or numbers of generated rules.
 */
public final class RestoreBenchmark {
    private static final Path FOLDER = Path.of("target", "benchmark", "modules");
    private static final int WARM = 7;

    private RestoreBenchmark() {}

    /** Runs each way in a Java of its own and prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].startsWith("--")) {
            measure(arguments[0].equals("--restore"), arguments[1]);
            return;
        }
        System.out.println("| rule set | rules | module KB | compiled, cold ms | restored, cold ms | compiled, warm ms"
                + " | restored, warm ms |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        for (String subject : arguments) {
            String[] compiled = inOwnJava("--compile", subject);
            String[] restored = inOwnJava("--restore", subject);
            System.out.printf(
                    "| %s | %s | %s | %s | %s | %s | %s |%n",
                    Path.of(subject).getFileName(),
                    compiled[2],
                    compiled[3],
                    compiled[0],
                    restored[0],
                    compiled[1],
                    restored[1]);
        }
    }

    private static String[] inOwnJava(String way, String subject) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        RestoreBenchmark.class.getName(),
                        way,
                        subject)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] lines = new String(process.getInputStream().readAllBytes()).split("\n", -1);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(way + " " + subject + " failed: " + Arrays.toString(lines));
        }
        return Arrays.stream(lines)
                .filter(line -> line.startsWith("times "))
                .findFirst()
                .orElseThrow()
                .substring("times ".length())
                .split(" ", -1);
    }

    private static void measure(boolean restore, String subject) throws IOException {
        RuleSetFiles files = subject.matches("\\d+")
                ? RuleSetFiles.of(
                        "benchmark", BenchmarkPolicy.files(BenchmarkPolicy.underlyings(Integer.parseInt(subject))))
                : RuleSetFiles.read(Path.of(subject));
        Files.createDirectories(FOLDER);
        Modules modules = new Modules(new ModuleFolder(FOLDER), restore);
        RuleSetCompiler compiler = new RuleSetCompiler(EngineLimits.DEFAULT.withCompileTime(Duration.ofMinutes(30)));
        List<Double> millis = new ArrayList<>();
        int rules = 0;
        for (int i = 0; i <= WARM; i++) {
            long start = System.nanoTime();
            rules = compiler.compile(files, modules).orThrow().rules().size();
            millis.add((System.nanoTime() - start) / 1e6);
        }
        double cold = millis.remove(0);
        millis.sort(null);
        System.out.printf(
                Locale.ROOT, "times %.0f %.0f %d %d%n", cold, millis.get(WARM / 2), rules, modules.bytes / 1024);
    }

    /** A folder that is only written, or only read. */
    private static final class Modules implements CompiledModules {
        private final CompiledModules folder;
        private final boolean restore;
        private int bytes;

        Modules(CompiledModules folder, boolean restore) {
            this.folder = folder;
            this.restore = restore;
        }

        @Override
        public Optional<byte[]> find(ModuleKey key) {
            return restore ? folder.find(key) : Optional.empty();
        }

        @Override
        public void keep(ModuleKey key, byte[] archive) {
            if (restore) {
                throw new IllegalStateException("compiled instead of restored");
            }
            bytes = archive.length;
            folder.keep(key, archive);
        }

        @Override
        public void refused(ModuleKey key, ModuleRefused why) {
            throw new IllegalStateException(why);
        }
    }
}
