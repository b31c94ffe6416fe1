package org.plimsoll.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has a server replay decisions, several at once. What it holds of them does not grow with their number. */
final class ServerReplay implements AutoCloseable {
    /** Ids that are on their way at once; also the length of a page. */
    static final int GROUP = 200;

    private static final String DECISIONS = "/v1/decisions";
    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final Set<Integer> NOT_LET_IN = Set.of(401, 403);
    private static final int MOST_TRIES = 20;
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final ServerClient client;
    private final ReplayTally tally;
    private final Console console;
    private final ExecutorService workers;

    ServerReplay(ServerClient client, int atOnce, ReplayTally tally, Console console) {
        this.client = client;
        this.tally = tally;
        this.console = console;
        this.workers = Executors.newFixedThreadPool(atOnce);
    }

    /** Replays the decisions that a search finds, page by page. */
    void search(Map<String, String> criteria) {
        Map<String, String> query = new LinkedHashMap<>(criteria);
        query.put("limit", Integer.toString(GROUP));
        String after = "";
        while (true) {
            JsonNode page = client.get(DECISIONS + query(query)).body();
            if (!page.path("items").isArray()) {
                throw new UsageFailure("the server's answer is no list of decisions; check the address.");
            }
            List<String> ids = new ArrayList<>();
            page.path("items").forEach(item -> ids.add(item.path("decisionId").asText()));
            replay(ids);
            String next = page.path("next").asText();
            if (!page.hasNonNull("next")) {
                return;
            }
            if (next.equals(after)) {
                throw new UsageFailure("the server's list of decisions does not go on; check the address.");
            }
            after = next;
            query.put("after", next);
        }
    }

    private static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(ServerClient.part(value)));
        return query.toString();
    }

    /** Replays a group of decisions, and takes their reports in, in their order. */
    void replay(List<String> ids) {
        Map<String, Future<JsonNode>> running = new LinkedHashMap<>();
        ids.forEach(id -> running.computeIfAbsent(id, each -> workers.submit(asking(each))));
        running.forEach((id, report) -> {
            take(id, report);
            console.progress(tally.decisions() + " decisions replayed");
        });
    }

    private Callable<JsonNode> asking(String id) {
        return () -> {
            String path = DECISIONS + "/" + ServerClient.part(id) + "/replay";
            long wait = FIRST_WAIT_MILLIS;
            for (int tries = 1; ; tries++) {
                try {
                    return client.post(path).body();
                } catch (ServerRefusal refusal) {
                    if (!LATER.contains(refusal.status()) || tries == MOST_TRIES) {
                        throw refusal;
                    }
                }
                Thread.sleep(wait);
                wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS);
            }
        };
    }

    private void take(String id, Future<JsonNode> report) {
        try {
            tally.add(id, report.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("the replay was broken off.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerRefusal refusal && !NOT_LET_IN.contains(refusal.status())) {
                tally.fail(id, refusal.sentences());
                return;
            }
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
