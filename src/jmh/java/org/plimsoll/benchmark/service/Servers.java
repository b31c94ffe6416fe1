package org.plimsoll.benchmark.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts what is measured, each as a process of its own that writes to {@code target/benchmark}. */
final class Servers {
    /** As the production image starts Java. */
    private static final List<String> OPTIONS = List.of("-XX:+UseParallelGC", "-XX:+UseTransparentHugePages");

    private Servers() {}

    /** A Java process with a gigabyte of heap. */
    static Process java(String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(OPTIONS);
        command.addAll(arguments);
        return start(name, command);
    }

    static Process echo(int port) throws IOException {
        return java(
                "echo", List.of("-cp", System.getProperty("java.class.path"), EchoServer.class.getName(), "" + port));
    }

    static Process start(String name, List<String> command) throws IOException {
        Path log = Path.of("target", "benchmark", name + ".log");
        Files.createDirectories(log.getParent());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    static void awaitPort(int port) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            try (LoadConnection ignored = new LoadConnection(port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(200);
            }
        }
        throw new IllegalStateException("nothing listens on port " + port + "; see target/benchmark/*.log");
    }
}
