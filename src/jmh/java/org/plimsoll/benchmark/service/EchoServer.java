package org.plimsoll.benchmark.service;

import io.vertx.core.Vertx;

/** The least that a server on the same HTTP library can do with a body: give it back. */
public final class EchoServer {
    private EchoServer() {}

    /** Listens on the port that the first argument names, until it is killed. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(body)))
                .listen(port, "127.0.0.1")
                .onFailure(failure -> System.exit(1));
    }
}
