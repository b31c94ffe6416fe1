package org.plimsoll.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.Startup;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.wire.FieldMask;

/** Settings of masking that ask for the impossible are refused by name, when the server starts. */
class MaskingSettingsTest {
    private static final String FIELDS = "plimsoll.decision-log.masked-fields";
    private static final String KEY = "plimsoll.decision-log.masking-key";

    private final Path folder;

    MaskingSettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static FieldMask mask(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PlimsollConfig.DecisionLog.class, "plimsoll.decision-log");
        settings.forEach(builder::withDefaultValue);
        return Masking.mask(
                builder.build().getConfigMapping(PlimsollConfig.DecisionLog.class, "plimsoll.decision-log"));
    }

    private String key(int bytes) throws IOException {
        return Files.write(folder.resolve("masking.key"), new byte[bytes]).toString();
    }

    /** Without this it is made for the first evaluation, by a server that is up and seems healthy. */
    @Test
    void mask_isMadeAtTheStart() throws NoSuchMethodException {
        assertThat(Masking.class.getDeclaredMethod("mask", PlimsollConfig.class).isAnnotationPresent(Startup.class))
                .isTrue();
    }

    @Test
    void fields_withAKey_areMasked() throws IOException {
        assertThat(mask(Map.of(FIELDS, "caller,account", KEY, key(32))).names()).containsExactly("account", "caller");
        assertThat(mask(Map.of()).isOn()).isFalse();
    }

    @Test
    void field_thatIsUnknown_isRefusedByName() throws IOException {
        String key = key(32);
        assertThatThrownBy(() -> mask(Map.of(FIELDS, "acount", KEY, key)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "plimsoll.decision-log.masked-fields has 'acount'; it takes requestId, portfolio, account and"
                                + " caller");
    }

    @Test
    void fields_withoutAKeyThatWillDo_areRefused() throws IOException {
        assertThatThrownBy(() -> mask(Map.of(FIELDS, "account")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("plimsoll.decision-log.masking-key");
        assertThatThrownBy(() -> mask(Map.of(FIELDS, "account", KEY, folder + "/none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder + "/none cannot be read");
        String shortKey = key(31);
        assertThatThrownBy(() -> mask(Map.of(FIELDS, "account", KEY, shortKey)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at least 32 bytes");
    }
}
