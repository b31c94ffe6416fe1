package org.plimsoll.platform;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The embedded database cannot be used. The message says what to do about it. */
public final class EmbeddedDatabaseException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause, Set.of());
    }
}
