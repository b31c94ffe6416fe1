package org.plimsoll.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Entry point of {@code bin/plimsoll}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        quiet();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        Console console = new Console(
                out,
                err,
                System.in,
                Boolean.getBoolean("plimsoll.terminal.out"),
                Boolean.getBoolean("plimsoll.terminal.err"),
                System.getenv());
        int code = Plimsoll.run(args, console);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Libraries log what they do, and that nothing takes their logs; an author reads reports. */
    private static void quiet() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider");
    }
}
