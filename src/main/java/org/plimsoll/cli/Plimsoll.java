package org.plimsoll.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Properties;
import org.plimsoll.replay.core.EngineVersions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command {@code plimsoll} and what it consists of. */
@Command(
        name = "plimsoll",
        mixinStandardHelpOptions = true,
        versionProvider = Plimsoll.Version.class,
        description =
                "Checks, tests, compares, evaluates and delivers margin rules kept in folders, and replays decisions.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 all passed, 1 a check or case failed, a decision was another or something was refused, 2 the"
                    + " command could not be carried out."
        })
final class Plimsoll {
    private static final String NO_COLOUR = "--no-color";

    @Option(names = NO_COLOUR, scope = ScopeType.INHERIT, description = "No colours, also on a terminal.")
    private boolean noColour;

    private Plimsoll() {}

    /**
     * Runs a command.
     *
     * @return its exit code
     */
    static int run(String[] args, Console given) {
        Console console = Arrays.asList(args).contains(NO_COLOUR) ? given.plain() : given;
        CommandLine commands = new CommandLine(new Plimsoll());
        commands.addSubcommand("check", new CheckCommand(console))
                .addSubcommand("test", new TestCommand(console))
                .addSubcommand("compare", new CompareCommand(console))
                .addSubcommand("evaluate", new EvaluateCommand(console))
                .addSubcommand("explain", new ExplainCommand(console))
                .addSubcommand("pack", new PackCommand(console))
                .addSubcommand("push", new PushCommand(console))
                .addSubcommand("propose", new ProposeCommand(console))
                .addSubcommand("status", new StatusCommand(console))
                .addSubcommand("replay", new ReplayCommand(console));
        commands.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(Help.defaultColorScheme(console.coloured() ? Help.Ansi.ON : Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, rejected) -> usage(failure, console))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, console));
        if (args.length == 0) {
            commands.usage(console.err());
            return ExitCode.USAGE;
        }
        return commands.execute(args);
    }

    private static int usage(ParameterException failure, Console console) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        console.error(sentence(String.valueOf(failure.getMessage())) + " See " + command + " --help.");
        return ExitCode.USAGE;
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static int failed(Exception failure, Console console) {
        if (failure instanceof UsageFailure) {
            console.error(String.valueOf(failure.getMessage()));
            return ExitCode.USAGE;
        }
        if (failure instanceof ServerRefusal refusal) {
            console.error(refusal.sentences());
            return refusal.exitCode();
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        console.error("this is an error of plimsoll itself; please report it with what follows.\n" + trace);
        return ExitCode.USAGE;
    }

    /** What {@code --version} says. */
    static final class Version implements IVersionProvider {
        /** Of what this program is made. */
        static EngineVersions engine() {
            Properties build = new Properties();
            try (InputStream in = Plimsoll.class.getResourceAsStream("version.properties")) {
                if (in != null) {
                    build.load(in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new EngineVersions(
                    build.getProperty("version", "unknown"),
                    build.getProperty("drools", "unknown"),
                    Runtime.version().toString());
        }

        @Override
        public String[] getVersion() {
            EngineVersions engine = engine();
            return new String[] {
                "plimsoll " + engine.build() + ", Drools " + engine.drools() + ", Java " + engine.java()
            };
        }
    }
}
