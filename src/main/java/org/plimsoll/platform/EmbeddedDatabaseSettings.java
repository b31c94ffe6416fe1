package org.plimsoll.platform;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the embedded PostgreSQL is set, for a decision log: rows are added in groups, hardly ever read and never changed,
 * and a commit that was answered must be there after a loss of power. Reference: PostgreSQL 17 manual, chapters 19
 * "Server Configuration" and 28 "Reliability and the Write-Ahead Log".
 */
final class EmbeddedDatabaseSettings {
    /** Where it listens: on this machine only. */
    static final String HOST = "127.0.0.1";

    private EmbeddedDatabaseSettings() {}

    /** Settings and their values, as the postmaster's command line takes them. */
    static Map<String, String> all() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", HOST);
        settings.put("unix_socket_directories", "''");
        settings.put("max_connections", "100");
        settings.put("timezone", "UTC");
        durability(settings, System.getProperty("os.name"));
        writing(settings);
        return settings;
    }

    /** The same as options of {@code postgres}. */
    static String options(int port) {
        return all().entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
    }

    /**
     * A commit is answered when it is on the disk. The library that starts PostgreSQL trades that for speed unless told
     * otherwise. On macOS and Windows the default way of flushing leaves the write cache of the drive out (section 28.1).
     */
    static void durability(Map<String, String> settings, String system) {
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            settings.put("wal_sync_method", "fsync_writethrough");
        } else if (name.startsWith("windows")) {
            settings.put("wal_sync_method", "fsync");
        }
    }

    private static void writing(Map<String, String> settings) {
        // Rows are seldom read again: the cache holds what awaits a checkpoint and the right edge of the indexes.
        settings.put("shared_buffers", "128MB");
        // What is replayed after a crash is at most about this much, or what was written in this time.
        settings.put("max_wal_size", "1GB");
        settings.put("checkpoint_timeout", "5min");
        // Segments of a burst are used again: a new one is filled with zeros and flushed while a commit waits for it.
        settings.put("min_wal_size", "256MB");
        // What it compresses are whole pages that changed: a log that only grows has a handful in ten thousand
        // decisions.
        settings.put("wal_compression", "off");
    }
}
