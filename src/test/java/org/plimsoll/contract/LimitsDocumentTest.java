package org.plimsoll.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.EngineLimits;
import org.plimsoll.platform.PlimsollConfig;
import org.plimsoll.wire.RequestLimits;

/** The limits in {@code docs/security.md} are those of the server. */
class LimitsDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/security.md");
    private static final Path SETTINGS = Path.of("src/main/resources/application.properties");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final List<String> OF_ONE_CALL = List.of("facts", "firings", "steps", "matches", "fireTime");

    @Test
    void fixedLimits_areThoseOfRequestsAndOfTheEngine() throws Exception {
        Map<String, String> limits = new TreeMap<>();
        for (RecordComponent limit : RequestLimits.class.getRecordComponents()) {
            limits.put(limit.getName(), written(limit.getAccessor().invoke(RequestLimits.DEFAULT)));
        }
        for (RecordComponent limit : EngineLimits.class.getRecordComponents()) {
            if (OF_ONE_CALL.contains(limit.getName())) {
                limits.put(limit.getName(), written(limit.getAccessor().invoke(EngineLimits.DEFAULT)));
            }
        }
        Map<String, String> documented = new TreeMap<>();
        for (List<String> row : rows()) {
            Matcher name = NAME.matcher(row.get(0));
            if (row.get(2).equals("fixed") && name.find()) {
                documented.put(name.group(1), row.get(1));
            }
        }
        assertThat(documented).isEqualTo(limits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules.break-glass-time",
                "evaluation.longest-body",
                "evaluation.portfolios-per-batch",
                "evaluation.concurrent-requests",
                "evaluation.reading-pause",
                "decision-log.queue-capacity",
                "decision-log.commit-timeout"
            })
    void configuredLimit_hasItsDefault(String setting) throws Exception {
        String[] path = setting.split("\\.");
        Class<?> group = PlimsollConfig.class.getMethod(camelCase(path[0])).getReturnType();
        Method method = group.getMethod(camelCase(path[1]));
        WithDefault value = method.getAnnotation(WithDefault.class);
        String size =
                method.getReturnType() == int.class ? written(Integer.valueOf(value.value())) : withUnit(value.value());

        assertThat(rows())
                .anySatisfy(row -> assertThat(row.subList(1, 3)).containsExactly(size, "`plimsoll." + setting + "`"));
    }

    /** Fixed where they are used; found by name, since they are nobody else's. */
    @ParameterizedTest
    @CsvSource({
        "body that is a small JSON object, platform.JsonBodies, LONGEST, KiB",
        "body that begins a draft, ruleset.DraftResource, LONGEST_DRAFT, MiB",
        "'archive, packed', ruleset.Archives, LONGEST, MiB",
        "'archive, unpacked', ruleset.Archives, MOST_BYTES, MiB",
        "entries of an archive, ruleset.Archives, MOST_ENTRIES, ''",
        "rule sets, ruleset.DraftService, MOST_RULE_SETS, ''",
        "drafts of a rule set, ruleset.DraftService, MOST_DRAFTS, ''",
        "teams of a rule set, ruleset.TeamService, MOST_TEAMS, ''",
        "open legal holds, retention.HoldService, MOST_OPEN, ''",
        "characters of a reason or comment, ruleset.Reasons, MOST, ''",
        "checks and tests that wait, ruleset.ReportService, MOST_WAITING, ''",
        "decisions that are explained at once, replay.ExplanationService, AT_ONCE, ''",
        "decisions that are replayed at once, replay.ReplayService, AT_ONCE, ''"
    })
    void limitOfTheLifecycle_isThatOfTheServer(String what, String owner, String name, String unit) throws Exception {
        Field constant = Class.forName("org.plimsoll." + owner).getDeclaredField(name);
        constant.setAccessible(true);

        assertLimit(what, constant.getInt(null), unit);
    }

    @Test
    void fileOfADraft_isAsLongAsTheEngineTakes() throws IOException {
        assertLimit("file of a draft", EngineLimits.DEFAULT.fileBytes(), "MiB");
    }

    @Test
    void searchesForStrategies_takeWhatAnEvaluationMay() throws Exception {
        Field most = Class.forName("org.plimsoll.risk.strategy.SearchAllowance").getDeclaredField("MOST");
        Field price = most.getDeclaringClass().getDeclaredField("PRICE");
        most.setAccessible(true);
        price.setAccessible(true);
        String what =
                "additions of all searches for groupings of stock and options in one evaluation; a price asked counts "
                        + written(price.getLong(null));

        assertThat(rows())
                .anySatisfy(row ->
                        assertThat(row.subList(0, 3)).containsExactly(what, written(most.getLong(null)), "fixed"));
    }

    private static void assertLimit(String what, int value, String unit) throws IOException {
        int bytes = unit.equals("MiB") ? 1 << 20 : unit.equals("KiB") ? 1 << 10 : 1;
        String written = (written(value / bytes) + " " + unit).strip();

        assertThat(value % bytes).isZero();
        assertThat(rows()).anySatisfy(row -> assertThat(row.subList(0, 3)).containsExactly(what, written, "fixed"));
    }

    @Test
    void longestBody_isThatOfTheApplication() throws IOException {
        assertThat(Files.readAllLines(SETTINGS)).contains("quarkus.http.limits.max-body-size=2G");
        assertThat(rows())
                .anySatisfy(row ->
                        assertThat(row.subList(1, 3)).containsExactly("2 GiB", "`quarkus.http.limits.max-body-size`"));
    }

    /** What it is, limit, setting and what happens, of each row. */
    private static List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        String document = Files.readString(DOCUMENT);
        String limits = document.substring(document.indexOf("## Limits"), document.indexOf("## What is logged"));
        for (String line : limits.lines().filter(each -> each.startsWith("| ")).toList()) {
            String[] cells = line.substring(2).split(" \\|( |$)");
            rows.add(List.of(cells));
        }
        return rows;
    }

    private static String written(Object limit) {
        return limit instanceof Duration time
                ? time.toSeconds() + " s"
                : NumberFormat.getIntegerInstance(Locale.ROOT).format(limit);
    }

    private static String withUnit(String value) {
        return value.replaceFirst("M$", " MiB").replaceFirst("S$", " s").replaceFirst("H$", " h");
    }

    private static String camelCase(String setting) {
        return Pattern.compile("-(\\w)")
                .matcher(setting)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
