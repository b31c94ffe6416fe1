package org.plimsoll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.plimsoll.engine.RuleSetArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll pack}. */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        description = {
            "Packs a rule set into a zip archive and prints its content hash.",
            "The same files give the same archive, byte for byte. Nothing is checked."
        })
final class PackCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(paramLabel = "FOLDER", description = "Folder of the rule set.")
    private Path folder = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.zip",
            required = true,
            description = "The archive to write.")
    private Path output = Path.of("");

    PackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleFolder read = RuleFolder.read(folder, base).complete();
        if (output.toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize())) {
            throw new UsageFailure(
                    "the archive would be a file of the rule set itself; write it outside of the folder.");
        }
        try {
            Files.write(output, RuleSetArchive.of(read.files()));
        } catch (IOException e) {
            throw new UsageFailure(
                    "the archive '" + output + "' cannot be written; name a file in a folder that exists.");
        }
        console.line(read.files().contentHash());
        return ExitCode.PASSED;
    }
}
