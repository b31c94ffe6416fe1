package org.plimsoll.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and as whom: options, or environment variables, which do not show in a list of processes. */
final class ServerOptions {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server, such as https://plimsoll.example (or PLIMSOLL_SERVER).")
    private @Nullable String server;

    @Option(
            names = "--user",
            paramLabel = "NAME:PASSWORD",
            description = "User and password (or PLIMSOLL_USER; safer, as options show in the list of processes).")
    private @Nullable String user;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Bearer token (or PLIMSOLL_TOKEN).")
    private @Nullable String token;

    ServerClient client(Console console) {
        URI base = base(given(server, "PLIMSOLL_SERVER", console));
        String authorization = authorization(console);
        if (!authorization.isEmpty()
                && "http".equals(base.getScheme())
                && !LOOPBACK.contains(String.valueOf(base.getHost()))) {
            console.error("note: user or token travel unencrypted to " + base.getHost() + "; use https.");
        }
        return new ServerClient(base, authorization);
    }

    private static @Nullable String given(@Nullable String option, String variable, Console console) {
        String value = option == null ? console.environment().get(variable) : option;
        return value == null || value.isBlank() ? null : value;
    }

    private String authorization(Console console) {
        boolean optionGiven = user != null || token != null;
        String password = optionGiven ? user : given(null, "PLIMSOLL_USER", console);
        String bearer = optionGiven ? token : given(null, "PLIMSOLL_TOKEN", console);
        if (password != null && bearer != null) {
            throw new UsageFailure("both a user and a token are given; give one of them.");
        }
        if (password != null) {
            if (password.indexOf(':') < 1) {
                throw new UsageFailure("the user is given as NAME:PASSWORD.");
            }
            return "Basic " + Base64.getEncoder().encodeToString(password.getBytes(StandardCharsets.UTF_8));
        }
        if (bearer == null) {
            return "";
        }
        if (!bearer.matches("[\\x21-\\x7E]+")) {
            throw new UsageFailure("the token holds blanks or other characters that no token has.");
        }
        return "Bearer " + bearer;
    }

    private static URI base(@Nullable String server) {
        if (server == null) {
            throw new UsageFailure("no server is given; use --server URL or set PLIMSOLL_SERVER.");
        }
        try {
            URI uri = new URI(server.replaceFirst("/+$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below, without the address, which might hold a password.
        }
        throw new UsageFailure(
                "the server's address is not understood; write it as https://plimsoll.example, without user or query.");
    }
}
