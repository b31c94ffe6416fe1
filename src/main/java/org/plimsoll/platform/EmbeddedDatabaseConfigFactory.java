package org.plimsoll.platform;

import io.quarkus.runtime.Application;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Starts the embedded database while configuration is read, when there is no other database, and derives the settings
 * that follow from it: where the database is, that the server listens on loopback only, that demo users may log in and
 * that changed rule folders are imported. Every one of them can be set otherwise.
 *
 * <p>Configuration is read several times, in several class loaders, in one process: the database's address is kept in
 * system properties.
 */
public final class EmbeddedDatabaseConfigFactory implements ConfigSourceFactory {
    private static final int ORDINAL = 150;
    private static final int LOWEST_OF_A_SETTING = 100;
    private static final long STOP_WAIT_MILLIS = 20_000;
    private static final String RUNNING = "org.plimsoll.embedded-database.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (isBuild()) {
            return List.of();
        }
        boolean embedded = booleanOf(context, "plimsoll.database.embedded")
                .orElseGet(() -> valueOf(context, "quarkus.datasource.jdbc.url") == null);
        Map<String, String> settings = new HashMap<>();
        settings.put("plimsoll.database.embedded", Boolean.toString(embedded));
        if (embedded) {
            startOnce(context);
            settings.put("quarkus.datasource.jdbc.url", System.getProperty(RUNNING + "url"));
            settings.put("quarkus.datasource.username", System.getProperty(RUNNING + "username"));
            settings.put("quarkus.datasource.password", System.getProperty(RUNNING + "password"));
            settings.put("quarkus.http.host", "127.0.0.1");
            settings.put(
                    "plimsoll.ledger.directory",
                    folder(context).resolve("ledger").toString());
        }
        settings.put("plimsoll.rules.activation-lead", embedded ? "0.2S" : "3S");
        settings.put("plimsoll.rules.import", embedded ? "on-change" : "first-start");
        settings.put("plimsoll.security.demo-users", Boolean.toString(demoUsers(context, embedded)));
        return List.of(new PropertiesConfigSource(settings, "embedded database", ORDINAL));
    }

    /** After the sources of the application, whose values it reads. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static boolean demoUsers(ConfigSourceContext context, boolean embedded) {
        String host = valueOf(context, "quarkus.http.host");
        boolean loopback = host == null || LOOPBACK.contains(host);
        return booleanOf(context, "plimsoll.security.demo-users").orElse(embedded && loopback);
    }

    /** Quarkus reads configuration while it builds, too; no database is wanted then. */
    private static boolean isBuild() {
        ClassLoader own = EmbeddedDatabaseConfigFactory.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return isBuild(own) || isBuild(context);
    }

    private static boolean isBuild(@Nullable ClassLoader loader) {
        return loader != null && (String.valueOf(loader.getName()) + loader).contains("Deployment Class Loader");
    }

    private static void startOnce(ConfigSourceContext context) {
        synchronized (System.getProperties()) {
            if (System.getProperty(RUNNING + "url") != null) {
                return;
            }
            EmbeddedDatabase database = start(folder(context));
            System.setProperty(RUNNING + "url", database.jdbcUrl());
            System.setProperty(RUNNING + "username", database.username());
            System.setProperty(RUNNING + "password", database.password());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stopAfterApplication(database), "embedded-database-stop"));
        }
    }

    private static Path folder(ConfigSourceContext context) {
        String folder = valueOf(context, "plimsoll.database.directory");
        return Path.of(folder == null ? "data/postgres" : folder);
    }

    private static EmbeddedDatabase start(Path folder) {
        try {
            return EmbeddedDatabase.start(folder);
        } catch (NoClassDefFoundError e) {
            throw new EmbeddedDatabaseException(
                    "This build has no embedded database: give it one with quarkus.datasource.jdbc.url,"
                            + " quarkus.datasource.username and quarkus.datasource.password.",
                    e);
        }
    }

    /** Shutdown hooks run side by side; the decision log must be drained before its database goes. */
    private static void stopAfterApplication(EmbeddedDatabase database) {
        Application application = Application.currentApplication();
        if (application != null) {
            Thread wait = new Thread(application::awaitShutdown, "embedded-database-wait");
            wait.setDaemon(true);
            wait.start();
            try {
                wait.join(STOP_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        database.close();
    }

    private static Optional<Boolean> booleanOf(ConfigSourceContext context, String name) {
        return Optional.ofNullable(valueOf(context, name)).map(Boolean::parseBoolean);
    }

    /** What somebody has set; null when only a default applies. */
    private static @Nullable String valueOf(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        if (value == null || value.getConfigSourceOrdinal() < LOWEST_OF_A_SETTING) {
            return null;
        }
        String text = value.getValue();
        return text == null || text.isBlank() ? null : text;
    }
}
