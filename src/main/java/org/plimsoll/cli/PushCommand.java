package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.plimsoll.engine.RuleSetArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll push}. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = {
            "Hands a rule set to a server as a new version, and has it checked and tested there.",
            "Files that a version already has make no new one."
        })
final class PushCommand implements Callable<Integer> {
    private static final int CREATED = 201;
    private static final String CONTENT_HASH = "contentHash";

    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private BaseOption base = new BaseOption();

    @Parameters(paramLabel = "FOLDER", description = "Folder of the rule set.")
    private Path folder = Path.of("");

    @Option(names = "--comment", paramLabel = "TEXT", defaultValue = "", description = "What changed and why.")
    private String comment = "";

    @Option(names = "--no-test", description = "Do not have the version checked and tested.")
    private boolean untested;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait for the check and for the test (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds = 300;

    @Mixin
    private FormatOption format = new FormatOption();

    PushCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean text = !format.isJson("push");
        RuleFolder read = RuleFolder.read(folder, base).underItsOwnName().complete();
        String name = read.files().name();
        ServerClient client = server.client(console);
        String versions = "/v1/rulesets/" + ServerClient.part(name) + "/versions";
        String query = comment.isEmpty() ? "" : "?comment=" + ServerClient.part(comment);
        console.progress("pushing " + name);
        ServerClient.Answer answer = client.postZip(versions + query, RuleSetArchive.of(read.files()));
        JsonNode version = answer.body();
        String expected = read.files().contentHash();
        String received = version.path(CONTENT_HASH).asText();
        if (!received.equals(expected)) {
            throw new UsageFailure("the server holds other files than were sent (" + received + " for " + expected
                    + "); do not propose this version.");
        }
        console.progressDone();
        if (text) {
            console.line(name + " version " + version.path("version").asText()
                    + (answer.status() == CREATED ? " created, " : " is there already, ")
                    + version.path("state").asText("in an unknown state") + ", " + received);
        }
        ObjectNode all = JsonReport.MAPPER.createObjectNode();
        all.put("created", answer.status() == CREATED);
        all.set("version", version);
        boolean passed = untested
                || tested(
                        client,
                        versions + "/"
                                + ServerClient.part(version.path("version").asText()),
                        all,
                        text);
        if (!text) {
            console.line(JsonReport.text(all));
        }
        return passed ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private boolean tested(ServerClient client, String path, ObjectNode all, boolean text) {
        boolean passed = true;
        for (String step : new String[] {"check", "test"}) {
            JsonNode report = client.report(
                    path + "/" + step,
                    Duration.ofSeconds(timeoutSeconds),
                    () -> console.progress("waiting for the " + step));
            console.progressDone();
            all.set(step, report);
            boolean good = ServerReport.passed(report);
            if (text) {
                console.line("  " + step + ": "
                        + (good
                                ? console.painted(Console.Colour.GREEN, "passed")
                                : console.painted(Console.Colour.RED, "failed"))
                        + ServerReport.summary(report));
                ServerReport.lines(report).forEach(line -> console.line("    " + line));
            }
            passed &= good;
            if (!passed) {
                break;
            }
        }
        return passed;
    }
}
