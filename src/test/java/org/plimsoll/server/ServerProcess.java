package org.plimsoll.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.NoteSigner;

/** The built server as a process. Its log is in {@code target/servers}. */
final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Process process;
    private final Path log;
    private final int port;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts a server and waits until it is ready. */
    static ServerProcess start(String name, Map<String, String> settings) {
        ServerProcess server = launch(name, settings);
        server.awaitReady();
        return server;
    }

    /** Starts a server without waiting. */
    static ServerProcess launch(String name, Map<String, String> settings) {
        try {
            String given = settings.get("quarkus.http.port");
            int port = given == null ? freePort() : Integer.parseInt(given);
            Path parent = Files.createDirectories(Path.of("target", "modules"));
            Path log = Files.createDirectories(Path.of("target", "servers")).resolve(name + ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    // Most of what these servers do is start: the second compiler would take a third of it.
                    "-XX:TieredStopAtLevel=1",
                    "-Dquarkus.http.port=" + port,
                    "-Dquarkus.http.host=127.0.0.1",
                    // Each its own, and new: a module of an earlier run would hide that something no longer compiles.
                    "-Dplimsoll.rules.modules-directory=" + Files.createTempDirectory(parent, "of-")));
            if (!settings.containsKey("plimsoll.database.directory")) {
                Path ledger = Files.createTempDirectory(parent, "ledger-");
                command.add("-Dplimsoll.ledger.directory=" + ledger);
                command.add("-Dplimsoll.ledger.signing-key=" + newSigningKey(ledger.resolve("key.pem")));
            }
            settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of("-jar", JAR.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServerProcess(process, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a key for servers that have a database of their own. */
    static Path newSigningKey(Path file) {
        try {
            return Files.writeString(file, NoteSigner.newPem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * An answer.
     *
     * @param status status code
     * @param body text of its body
     * @param retryAfter seconds of its {@code Retry-After}; empty when it has none
     */
    record Answer(int status, String body, OptionalLong retryAfter) {}

    void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended:\n" + logText());
            }
            if (tryGet("/q/health/started") == 200) {
                return;
            }
            sleep(Duration.ofMillis(50));
        }
        throw new IllegalStateException("The server is not ready in time:\n" + logText());
    }

    /** Waits until it has ended by itself, and returns what it has said. */
    String awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The server goes on:\n" + logText());
            }
            return logText();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int tryGet(String path) {
        try {
            return send("GET", path, null, null, Map.of()).status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    Answer get(@Nullable String user, String path) {
        return send("GET", path, user, null, Map.of());
    }

    Answer post(@Nullable String user, String path, @Nullable String json) {
        return send("POST", path, user, json, Map.of());
    }

    /** Writes the body of what is answered with 200 to a file. */
    Path download(String user, String path, Path file) {
        HttpResponse<Path> response =
                exchange("GET", path, user, null, Map.of(), HttpResponse.BodyHandlers.ofFile(file));
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " was answered " + response.statusCode());
        }
        return response.body();
    }

    Answer send(String method, String path, @Nullable String user, @Nullable String json, Map<String, String> headers) {
        HttpResponse<String> response =
                exchange(method, path, user, json, headers, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(), response.body(), response.headers().firstValueAsLong("Retry-After"));
    }

    private <T> HttpResponse<T> exchange(
            String method,
            String path,
            @Nullable String user,
            @Nullable String json,
            Map<String, String> headers,
            HttpResponse.BodyHandler<T> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (user != null) {
            String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + login);
        }
        if (json != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String logText() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it with SIGKILL, and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
