package org.plimsoll.benchmark.service;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * A steady load of one request on one server.
 *
 * @param name what it is
 * @param server the process that answers
 * @param port where it listens
 * @param request bytes of a request
 * @param decisions decisions that one request asks for
 */
record Load(String name, ProcessHandle server, int port, byte[] request, int decisions) {

    /**
     * What a while of load showed.
     *
     * @param decisionsPerSecond decisions answered in a second
     * @param serverMicros processor time of the server for one decision, in microseconds
     * @param nanos time of each request, in nanoseconds
     */
    record Reading(double decisionsPerSecond, double serverMicros, long[] nanos) {}

    Reading run(int connections, Duration time) throws InterruptedException {
        Duration serverBefore = processorTime(server);
        long start = System.nanoTime();
        long[] latencies = latencies(connections, start + time.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        double count = (double) latencies.length * decisions;
        return new Reading(
                count / seconds, processorTime(server).minus(serverBefore).toNanos() / 1e3 / count, latencies);
    }

    private long[] latencies(int connections, long end) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<long[]>> each = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                each.add(() -> client(end));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> latencies : clients.invokeAll(each)) {
                all = LongStream.concat(all, LongStream.of(latencies.get()));
            }
            return all.toArray();
        } catch (ExecutionException e) {
            throw new IllegalStateException(name, e.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private long[] client(long end) throws IOException {
        long[] latencies = new long[1 << 20];
        int count = 0;
        try (LoadConnection connection = new LoadConnection(port)) {
            for (long now = System.nanoTime(); now < end; ) {
                int status = connection.exchange(request);
                if (status != 200) {
                    throw new IllegalStateException(name + " was answered with " + status);
                }
                long then = now;
                now = System.nanoTime();
                latencies[count++] = now - then;
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private static Duration processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
