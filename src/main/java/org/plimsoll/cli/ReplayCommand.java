package org.plimsoll.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Makes recorded decisions again and compares them byte for byte: those of a server by period, rule set or account,",
            "or from a list of ids; or, without a server, those of an unpacked export or a corpus.",
            "The exit code is 1 when one is another, else 2 when one could not be replayed."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_AT_ONCE = 16;

    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--from", paramLabel = "INSTANT", description = "Decisions of then or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Decisions of before then.")
    private @Nullable String to;

    @Option(names = "--rule-set", paramLabel = "NAME", description = "Decisions under this rule set.")
    private @Nullable String ruleSet;

    @Option(names = "--account", paramLabel = "ID", description = "Decisions about this account.")
    private @Nullable String account;

    @Option(names = "--ids", paramLabel = "FILE", description = "Decisions by id, one a line; - reads the input.")
    private @Nullable Path ids;

    @Option(
            names = "--corpus",
            paramLabel = "FOLDER",
            description = "Decisions of an unpacked export or a corpus, or of those right below; asks no server.")
    private @Nullable Path corpus;

    @Option(
            names = "--at-once",
            paramLabel = "NUMBER",
            defaultValue = "2",
            description = "How many the server is asked for at once, 1 to 16 (default: ${DEFAULT-VALUE}).")
    private int atOnce = 2;

    @Mixin
    private FormatOption format = new FormatOption();

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean json = format.isJson("replay");
        Map<String, String> criteria = criteria();
        int ways = (criteria.isEmpty() ? 0 : 1) + (ids == null ? 0 : 1) + (corpus == null ? 0 : 1);
        if (ways != 1) {
            throw new UsageFailure(
                    "say which decisions: by --from, --to, --rule-set and --account, or by --ids, or of a"
                            + " --corpus.");
        }
        ReplayTally tally = new ReplayTally();
        if (corpus == null) {
            replayOnServer(criteria, tally);
        } else {
            new FolderReplay(tally, console).replay(corpus);
        }
        console.progressDone();
        if (tally.decisions() == 0) {
            throw new UsageFailure("there is no decision to replay; nothing was compared.");
        }
        if (json) {
            console.line(JsonReport.text(tally.report()));
        } else {
            tally.write(console);
        }
        return tally.exitCode();
    }

    private Map<String, String> criteria() {
        Map<String, String> criteria = new LinkedHashMap<>();
        put(criteria, "from", instant("--from", from));
        put(criteria, "to", instant("--to", to));
        put(criteria, "ruleSet", ruleSet);
        put(criteria, "account", account);
        return criteria;
    }

    private static void put(Map<String, String> criteria, String name, @Nullable String value) {
        if (value != null) {
            criteria.put(name, value);
        }
    }

    private static @Nullable String instant(String option, @Nullable String value) {
        try {
            return value == null ? null : Instant.parse(value).toString();
        } catch (DateTimeException e) {
            throw new UsageFailure(option + " takes an instant such as 2026-01-02T09:00:00Z.");
        }
    }

    private void replayOnServer(Map<String, String> criteria, ReplayTally tally) {
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new UsageFailure("--at-once takes a number from 1 to " + MOST_AT_ONCE + ".");
        }
        try (ServerReplay replay = new ServerReplay(server.client(console), atOnce, tally, console)) {
            if (ids == null) {
                replay.search(criteria);
            } else {
                replayListed(ids, replay);
            }
        }
    }

    private void replayListed(Path file, ServerReplay replay) {
        int number = 0;
        List<String> group = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(reader(file))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String id = line.strip();
                if (!id.isEmpty() && !ID.matcher(id).matches()) {
                    throw new UsageFailure("line " + number + " of '" + file + "' is no id of a decision.");
                }
                if (!id.isEmpty()) {
                    group.add(id);
                }
                if (group.size() == ServerReplay.GROUP) {
                    replay.replay(group);
                    group.clear();
                }
            }
        } catch (IOException e) {
            throw new UsageFailure("the ids '" + file + "' cannot be read; name a file, or - for the input.");
        }
        replay.replay(group);
    }

    private Reader reader(Path file) throws IOException {
        return file.toString().equals("-")
                ? new InputStreamReader(console.in(), StandardCharsets.UTF_8)
                : Files.newBufferedReader(file, StandardCharsets.UTF_8);
    }
}
