package org.plimsoll.platform;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this server is made of. Recorded with every decision. */
@Singleton
public final class BuildInfo {
    private static final String DROOLS = "/META-INF/maven/org.drools/drools-core/pom.properties";

    private final String version;
    private final String droolsVersion;

    BuildInfo(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
        this.droolsVersion = droolsVersionOnClassPath();
    }

    /** Version of this server. */
    public String version() {
        return version;
    }

    /** Version of the rule engine. */
    public String droolsVersion() {
        return droolsVersion;
    }

    /** Version of the Java runtime. */
    public String javaVersion() {
        return Runtime.version().toString();
    }

    private static String droolsVersionOnClassPath() {
        try (InputStream in = BuildInfo.class.getResourceAsStream(DROOLS)) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
