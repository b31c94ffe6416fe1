package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows a server and its rule sets, one rule set, or one version.")
final class StatusCommand implements Callable<Integer> {
    private static final String RULE_SETS = "/v1/rulesets";
    private static final int MOST_PAGES = 1_000;
    private static final int NOT_FOUND = 404;

    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Name of a rule set.")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "Number of one of its versions.")
    private @Nullable Integer version;

    @Mixin
    private FormatOption format = new FormatOption();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean json = format.isJson("status");
        ServerClient client = server.client(console);
        JsonNode shown;
        if (name == null) {
            shown = everything(client);
        } else if (version == null) {
            shown = client.get(RULE_SETS + "/" + ServerClient.part(name)).body();
        } else {
            shown = client.get(RULE_SETS + "/" + ServerClient.part(name) + "/versions/" + version)
                    .body();
        }
        if (json) {
            console.line(JsonReport.text(shown));
        } else if (name == null) {
            writeServer(shown);
        } else if (version == null) {
            writeRuleSet(shown, client.get("/v1/status").body());
        } else {
            writeVersion(
                    shown,
                    check(client, name, version),
                    client.get("/v1/status").body());
        }
        return ExitCode.PASSED;
    }

    private static JsonNode everything(ServerClient client) {
        ObjectNode all = JsonReport.MAPPER.createObjectNode();
        all.set("status", client.get("/v1/status").body());
        ArrayNode ruleSets = all.putArray("ruleSets");
        String path = RULE_SETS;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode page = client.get(path).body();
            page.path("items").forEach(ruleSets::add);
            if (!page.hasNonNull("next")) {
                return all;
            }
            path = RULE_SETS + "?after=" + ServerClient.part(page.path("next").asText());
        }
        throw new UsageFailure("the server's list of rule sets has no end; check the address.");
    }

    private void writeServer(JsonNode all) {
        JsonNode status = all.path("status");
        line(status.path("node").asText() + ", Plimsoll "
                + status.at("/build/version").asText() + ", started "
                + status.path("startedAt").asText()
                + (status.at("/decisionLog/writable").asBoolean(true) ? "" : ", its decision log cannot be written"));
        all.path("ruleSets").forEach(ruleSet -> writeRuleSet(ruleSet, status));
    }

    /** What checking a version came to; missing when it was not checked by this build of the server. */
    private static JsonNode check(ServerClient client, String name, int version) {
        try {
            return client.get(RULE_SETS + "/" + ServerClient.part(name) + "/versions/" + version + "/check")
                    .body();
        } catch (ServerRefusal refusal) {
            if (refusal.status() == NOT_FOUND) {
                return MissingNode.getInstance();
            }
            throw refusal;
        }
    }

    /** How a version is fired by the server that answers, if it has loaded it. */
    private static String loaded(JsonNode name, JsonNode contentHash, JsonNode status, String otherwise) {
        for (JsonNode loaded : status.path("ruleSets")) {
            if (loaded.path("name").equals(name) && loaded.path("contentHash").equals(contentHash)) {
                return way(loaded);
            }
        }
        return otherwise;
    }

    private static String way(JsonNode report) {
        return report.path("execution").asText().equals("session") ? "fired in a Drools session" : "called directly";
    }

    private static String checked(JsonNode check) {
        if (check.hasNonNull("execution")) {
            return way(check);
        }
        return check.path("state").asText().equals("DONE") ? "which does not compile" : "which is being checked";
    }

    private void writeRuleSet(JsonNode ruleSet, JsonNode status) {
        JsonNode active = ruleSet.path("active");
        String way = loaded(ruleSet.path("name"), active.path("contentHash"), status, "");
        line(ruleSet.path("name").asText() + ": "
                + (active.isObject()
                        ? "version " + active.path("version").asText() + " is active, "
                                + active.path("contentHash").asText() + ", since "
                                + active.path("activatedAt").asText() + " by "
                                + active.path("activatedBy").asText()
                                + (way.isEmpty() ? "" : ", " + way)
                        : "no version is active")
                + (ruleSet.hasNonNull("latestVersion")
                        ? "; latest is version " + ruleSet.path("latestVersion").asText()
                        : ""));
        if (ruleSet.hasNonNull("failure")) {
            line("  failed: " + ruleSet.at("/failure/reason").asText());
            ServerReport.lines(ruleSet.path("failure")).forEach(found -> line("    " + found));
        }
    }

    private void writeVersion(JsonNode shown, JsonNode check, JsonNode status) {
        line(shown.path("ruleSet").asText() + " version "
                + shown.path("version").asText() + ": "
                + shown.path("state").asText() + ", "
                + shown.path("contentHash").asText() + ", made "
                + shown.path("createdAt").asText() + " by "
                + shown.path("createdBy").asText()
                + ", "
                + (check.isMissingNode()
                        ? loaded(
                                shown.path("ruleSet"),
                                shown.path("contentHash"),
                                status,
                                "not checked: whether called directly is not known")
                        : checked(check)));
        shown.path("files")
                .forEach(file -> line("  " + file.path("path").asText() + "  "
                        + file.path("size").asText() + " bytes"));
    }

    /** A line of what another machine said. */
    private void line(String text) {
        console.line(ServerReport.plain(text));
    }
}
