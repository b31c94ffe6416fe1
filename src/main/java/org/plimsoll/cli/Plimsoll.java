package org.plimsoll.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Properties;
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
        description = "Checks, tests, compares, evaluates and delivers margin rules kept in folders.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 all passed, 1 a check or case failed or something was refused, 2 the command could not be"
                    + " carried out."
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
                .addSubcommand("status", new StatusCommand(console));
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
        @Override
        public String[] getVersion() throws IOException {
            Properties build = new Properties();
            try (InputStream in = Plimsoll.class.getResourceAsStream("version.properties")) {
                if (in != null) {
                    build.load(in);
                }
            }
            return new String[] {
                "plimsoll " + build.getProperty("version", "unknown") + ", Drools "
                        + build.getProperty("drools", "unknown") + ", Java " + Runtime.version()
            };
        }
    }
}
