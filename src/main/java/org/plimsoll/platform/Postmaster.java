package org.plimsoll.platform;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the main process of PostgreSQL on a cluster that is already there. */
final class Postmaster {
    private static final Logger LOG = Logger.getLogger(Postmaster.class);
    private static final int LINES_KEPT = 20;
    private static final Duration OUTPUT_WAIT = Duration.ofSeconds(1);

    private final Path program;
    private final Path cluster;
    private final int port;

    /**
     * The postmaster of a cluster.
     *
     * @param program the program {@code postgres}; {@code pg_ctl} is beside it
     * @param cluster PostgreSQL's own folder
     * @param port where it listens
     */
    Postmaster(Path program, Path cluster, int port) {
        this.program = program;
        this.cluster = cluster;
        this.port = port;
    }

    int port() {
        return port;
    }

    /**
     * Starts it, and waits until it takes connections; after a crash, until what was committed is recovered.
     *
     * @throws IOException when it does not start, or not in time; with what PostgreSQL says about it
     */
    void start(Duration wait) throws IOException, InterruptedException {
        Process control =
                new ProcessBuilder(command(wait)).redirectErrorStream(true).start();
        control.getOutputStream().close();
        Output output = new Output(control);
        Thread reader = new Thread(output, "embedded-database-output");
        reader.setDaemon(true);
        reader.start();
        boolean ended = control.waitFor(wait.toMillis() + OUTPUT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (ended && control.exitValue() == 0) {
            return;
        }
        control.destroyForcibly();
        reader.join(OUTPUT_WAIT.toMillis());
        throw new IOException("PostgreSQL does not start" + (ended ? "" : " within " + wait) + ": " + output.text());
    }

    private List<String> command(Duration wait) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL does not run as root; in a user namespace of its own it is somebody else.
            command.addAll(List.of("unshare", "-U"));
        }
        String control = program.getFileName().toString().replace("postgres", "pg_ctl");
        command.addAll(List.of(
                program.resolveSibling(control).toString(),
                "-D",
                cluster.toString(),
                "-o",
                EmbeddedDatabaseSettings.options(port),
                "-t",
                Long.toString(wait.toSeconds()),
                "-w",
                "start"));
        return command;
    }

    /** What PostgreSQL says, for as long as it runs; read all the time, or it would wait for its reader. */
    private static final class Output implements Runnable {
        private final Process process;
        private final Deque<String> last = new ArrayDeque<>();

        Output(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            try (BufferedReader lines = process.inputReader(Charset.defaultCharset())) {
                lines.lines().forEach(this::keep);
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("The output of PostgreSQL ended", e);
            }
        }

        private synchronized void keep(String line) {
            LOG.debug(line);
            last.addLast(line);
            if (last.size() > LINES_KEPT) {
                last.removeFirst();
            }
        }

        synchronized String text() {
            return String.join(" | ", last);
        }
    }
}
