package org.plimsoll.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.server.RecordedDecisions.Digests;

/**
 * Evaluates on several connections, one by one and in batches, whatever happens to the server, and keeps what was
 * acknowledged: an answer that came to its end, or a line of a batch that did. One that was cut off is no answer.
 */
final class KillLoad implements AutoCloseable {
    private static final int SINGLE_CONNECTIONS = 4;
    private static final int BATCH_CONNECTIONS = 2;
    private static final int LINES = 200;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(20);
    private static final Pattern ID = Pattern.compile("\\{\"decisionId\":\"([0-9a-f-]{36})\"");
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("evaluator:evaluator".getBytes(StandardCharsets.ISO_8859_1));

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI server;
    private final String ruleSet;
    private final Writer file;
    private final Map<UUID, Digests> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean goOn = true;
    private final AtomicLong lastCallAnsweredNanos = new AtomicLong(System.nanoTime());

    KillLoad(URI server, String ruleSet, Path acknowledgements) throws IOException {
        this.server = server;
        this.ruleSet = ruleSet;
        this.file = Files.newBufferedWriter(acknowledgements);
        for (int i = 0; i < SINGLE_CONNECTIONS + BATCH_CONNECTIONS; i++) {
            boolean single = i < SINGLE_CONNECTIONS;
            threads.add(new Thread(() -> run(single), "load-" + i));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Decisions that were answered, and digests of what was sent and answered. */
    Map<UUID, Digests> acknowledged() {
        return acknowledged;
    }

    /** Answers with 503, lines of a batch included. */
    long refused() {
        return refused.get();
    }

    /** Calls that ended without an answer, or in the middle of it. */
    long cutOff() {
        return cutOff.get();
    }

    /** Answers that there should not be. */
    Queue<String> unexpected() {
        return unexpected;
    }

    /** When the latest of those calls began that were answered with a decision, in {@link System#nanoTime}'s terms. */
    long lastCallAnsweredNanos() {
        return lastCallAnsweredNanos.get();
    }

    private void run(boolean single) {
        while (goOn) {
            long calledAt = System.nanoTime();
            boolean answered = false;
            try {
                answered = single ? evaluateOne() : evaluateBatch();
            } catch (IOException e) {
                cutOff.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (answered) {
                lastCallAnsweredNanos.accumulateAndGet(calledAt, Math::max);
            } else {
                ServerProcess.sleep(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private boolean evaluateOne() throws IOException, InterruptedException {
        int number = requests.incrementAndGet();
        String request = Policies.evaluation(ruleSet, "one-" + number, number % 90 + 1);
        // Fails when fewer bytes come than were announced.
        HttpResponse<byte[]> response = http.send(
                post("/v1/evaluations", "application/json", request), HttpResponse.BodyHandlers.ofByteArray());
        String answer = new String(response.body(), StandardCharsets.ISO_8859_1);
        return take(response.statusCode(), request, answer);
    }

    private boolean evaluateBatch() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        lines.add(Policies.batchHeader(ruleSet));
        for (int i = 0; i < LINES; i++) {
            int number = requests.incrementAndGet();
            lines.add(Policies.batchLine("line-" + number, number % 90 + 1));
        }
        HttpResponse<InputStream> response = http.send(
                post("/v1/evaluations/batch", "application/x-ndjson", String.join("\n", lines)),
                HttpResponse.BodyHandlers.ofInputStream());
        boolean answered = false;
        try (InputStream body = new BufferedInputStream(response.body())) {
            if (response.statusCode() != 200) {
                return take(response.statusCode(), "", new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            for (String request : lines.subList(1, lines.size())) {
                answered |= take(200, request, line(body));
            }
        }
        return answered;
    }

    /** A line, which must have its end. */
    private static String line(InputStream body) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = body.read();
        while (next != '\n') {
            if (next < 0) {
                throw new IOException("cut off");
            }
            line.write(next);
            next = body.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private HttpRequest post(String path, String type, String body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", LOGIN)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private boolean take(int status, String request, String answer) {
        Matcher id = ID.matcher(answer);
        if (status == 200 && id.lookingAt()) {
            keep(UUID.fromString(id.group(1)), new Digests(sha256(request), sha256(result(answer))));
            return true;
        }
        if (status == 503 || answer.contains("\"status\":503")) {
            refused.incrementAndGet();
        } else {
            unexpected.add(status + " " + answer);
        }
        return false;
    }

    private void keep(UUID id, Digests digests) {
        Digests before = acknowledged.put(id, digests);
        if (before != null) {
            unexpected.add("a second decision " + id);
        }
        synchronized (file) {
            try {
                file.write(id + " " + digests.request() + " " + digests.result() + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What of an answer is kept: all that follows its head, which ends with the engine. */
    private static String result(String answer) {
        int engine = answer.indexOf("\"engine\":{");
        return "{" + answer.substring(answer.indexOf("},", engine) + 2);
    }

    private static String sha256(String bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops, and waits for the calls that are under way. */
    @Override
    public void close() throws IOException, InterruptedException {
        goOn = false;
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (file) {
            file.close();
        }
    }
}
