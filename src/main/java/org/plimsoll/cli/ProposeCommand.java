package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll propose}. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description = "Proposes a version for approval. The server refuses one whose check or cases failed.")
final class ProposeCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the rule set.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "Number of the version.")
    private int version;

    @Option(names = "--comment", paramLabel = "TEXT", defaultValue = "", description = "Why it should be approved.")
    private String comment = "";

    @Option(
            names = "--content-hash",
            paramLabel = "HASH",
            description = "Propose only if the version has this content, as `pack` prints it.")
    private @Nullable String contentHash;

    @Mixin
    private FormatOption format = new FormatOption();

    ProposeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean json = format.isJson("propose");
        ServerClient client = server.client(console);
        String path = "/v1/rulesets/" + ServerClient.part(name) + "/versions/" + version;
        String hash = contentHash == null
                ? client.get(path).body().path("contentHash").asText()
                : contentHash;
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new UsageFailure("a content hash is 64 hexadecimal digits, as `plimsoll pack` prints it.");
        }
        JsonNode body = JsonReport.MAPPER.createObjectNode().put("comment", comment);
        JsonNode proposed = client.postJson(path + "/propose", body, hash).body();
        console.line(
                json
                        ? JsonReport.text(proposed)
                        : ServerReport.plain(name + " version " + version + ": "
                                + proposed.path("state").asText("proposed") + ", " + hash));
        return ExitCode.PASSED;
    }
}
