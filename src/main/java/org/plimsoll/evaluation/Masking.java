package org.plimsoll.evaluation;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.wire.FieldMask;
import org.plimsoll.wire.MaskedField;

/** Makes the mask that the settings ask for. */
final class Masking {
    private Masking() {}

    /** Made at the start: with settings that ask for the impossible no server starts. */
    @Produces
    @Singleton
    @Startup(1)
    static FieldMask mask(PlimsollConfig config) {
        return mask(config.decisionLog());
    }

    static FieldMask mask(PlimsollConfig.DecisionLog settings) {
        Set<MaskedField> fields = EnumSet.noneOf(MaskedField.class);
        for (String name : settings.maskedFields().orElse(List.of())) {
            fields.add(MaskedField.named(name)
                    .orElseThrow(() -> new IllegalStateException("plimsoll.decision-log.masked-fields has '" + name
                            + "'; it takes requestId, portfolio, account and caller")));
        }
        if (fields.isEmpty()) {
            return new FieldMask(fields, new byte[0]);
        }
        Path file = settings.maskingKey()
                .orElseThrow(() ->
                        new IllegalStateException("plimsoll.decision-log.masked-fields needs a file with at least "
                                + FieldMask.SHORTEST_KEY
                                + " random bytes in plimsoll.decision-log.masking-key, for instance from"
                                + " 'openssl rand -out masking.key 32'"));
        try {
            return new FieldMask(fields, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the masking key " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the masking key " + file + " is too short: " + e.getMessage(), e);
        }
    }
}
