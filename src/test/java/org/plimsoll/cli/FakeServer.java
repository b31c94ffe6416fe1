package org.plimsoll.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that answers as it was told, and keeps what it was asked. */
final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    private record Reply(int status, String body) {}

    /** A request as it came in. */
    record Asked(
            String call,
            @Nullable String authorization,
            @Nullable String ifMatch,
            @Nullable String type,
            byte[] body) {}

    FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Replies to a call, such as {@code GET /v1/status}, in the order they are told; the last one again and again. */
    FakeServer on(String call, int status, String body) {
        replies.computeIfAbsent(call, any -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    List<String> calls() {
        return asked.stream().map(Asked::call).toList();
    }

    Asked asked(int index) {
        return asked.get(index);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        synchronized (this) {
            asked.add(new Asked(
                    call,
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("If-Match"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes()));
            Deque<Reply> told = replies.getOrDefault(call, new ArrayDeque<>());
            Reply reply = told.size() > 1 ? told.poll() : told.peek();
            Reply sent = reply == null
                    ? new Reply(404, "{\"status\":404,\"code\":\"NOT_FOUND\",\"detail\":\"Nothing is here.\"}")
                    : reply;
            byte[] body = sent.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(sent.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
