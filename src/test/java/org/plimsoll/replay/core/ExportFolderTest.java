package org.plimsoll.replay.core;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.decision.RuleSetIdentity;
import org.plimsoll.engine.RuleSetArchive;
import org.plimsoll.engine.RuleSetFiles;

class ExportFolderTest {
    private static final String HASH = "a".repeat(64);
    private static final RuleSetIdentity VERSION = new RuleSetIdentity("demo", 1, HASH);
    private static final String EVENT =
            "{\"sequence\":0,\"entry\":\"{\\\"sequence\\\":0,\\\"type\\\":\\\"event\\\"}\"}\n";
    private static final String EXPIRED = "{\"sequence\":1,\"leafHash\":\"00\",\"expired\":true}\n";
    private static final String DECISION =
            ("{'sequence':2,'entry':'{~type~:~decision~,~decisionId~:~d~,~ruleSet~:{~name~:~demo~,~version~:7,"
                            + "~contentHash~:~" + HASH + "~},~evaluatedAt~:~2026-01-02T09:00:00.000001Z~,"
                            + "~engine~:{~build~:~1~,~drools~:~2~,~java~:~3~},~requestSha256~:~q~,~sharedSha256~:~"
                            + HASH
                            + "~,~resultSha256~:~r~,~firingsSha256~:~f~}','request':'e30=','result':'ezF9','firings':'ezJ9'}\n")
                    .replace('\'', '"')
                    .replace("~", "\\\"");

    @TempDir
    private Path folder = Path.of("");

    private List<RecordedDecision> decisions = List.of();

    @BeforeEach
    void makeInput() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("inputs")).resolve(HASH), "first");
    }

    private long read(String entries) throws IOException {
        Files.writeString(folder.resolve(ExportFolder.ENTRIES), entries);
        decisions = new ArrayList<>();
        return new ExportFolder(folder).forEach(decisions::add);
    }

    @Test
    void decisions_areRead_eventsLeftOut_andExpiredOnesCounted() throws IOException {
        assertThat(read(EVENT + EXPIRED + DECISION)).isEqualTo(1);
        assertThat(decisions).hasSize(1);
        RecordedDecision decision = decisions.get(0);
        assertThat(decision.ruleSet()).isEqualTo(new RuleSetIdentity("demo", 7, HASH));
        assertThat(decision.evaluatedAt()).isEqualTo("2026-01-02T09:00:00.000001Z");
        assertThat(decision.engine()).isEqualTo(new EngineVersions("1", "2", "3"));
        assertThat(List.of(Recordings.text(decision.request()), Recordings.text(decision.result())))
                .containsExactly("{}", "{1}");
        assertThat(Recordings.text(requireNonNull(decision.shared()))).isEqualTo("first");
        assertThat(requireNonNull(decision.shared()).isIntact()).isFalse();
        assertThat(Recordings.text(requireNonNull(decision.firings()))).isEqualTo("{2}");
        assertThat(requireNonNull(decision.firings()).sha256()).isEqualTo("f");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"request\":\"e30=\"', '\"request\":\"!\"'",
        "'\"result\":', '\"resalt\":'",
        "2026-01-02T09, 2026-01-02 09",
        "\\\"decisionId\\\", \\\"id\\\"",
        "'{\"sequence\"', '\"sequence\"'"
    })
    void line_thatCannotBeRead_isNamed(String from, String to) {
        assertThat(DECISION).contains(from);
        assertThatThrownBy(() -> read(EVENT + DECISION.replace(from, to)))
                .isInstanceOf(ExportUnreadable.class)
                .hasMessageContaining("entries.ndjson', line 2, cannot be read");
    }

    @Test
    void digest_isNoWayOutOfTheFolder() {
        assertThatThrownBy(() -> read(DECISION.replace(HASH, "../../secret"))).isInstanceOf(ExportUnreadable.class);
    }

    @Test
    void rules_areFoundUnpacked_asArchive_andBesideTheFolder() throws IOException {
        RuleSetFiles files = RuleSetFiles.of("demo", java.util.Map.of("ruleset.yaml", "name: demo", "a/b.drl", "x"));
        assertThat(new ExportFolder(folder).rules(VERSION)).isNull();
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.write(rules.resolve(HASH + ".zip"), RuleSetArchive.of(files));
        assertThat(hash(folder)).isEqualTo(files.contentHash());
        assertThat(hash(Files.createDirectories(folder.resolve("1.0")))).isEqualTo(files.contentHash());
        Path unpacked = Files.createDirectories(rules.resolve(HASH).resolve("a"));
        Files.writeString(unpacked.resolve("b.drl"), "y");
        RuleSetFiles found = requireNonNull(new ExportFolder(folder).rules(VERSION));
        assertThat(found.name()).isEqualTo("demo");
        assertThat(found.files()).containsOnlyKeys("a/b.drl");
    }

    private static String hash(Path export) {
        return requireNonNull(new ExportFolder(export).rules(VERSION)).contentHash();
    }
}
