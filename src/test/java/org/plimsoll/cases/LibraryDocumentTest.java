package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.Manifest;
import org.plimsoll.engine.RuleSetFiles;

/** rules/README.md lists every pack with what it says of itself. */
class LibraryDocumentTest {
    private static final Path PAGE = Path.of("rules/README.md");
    private static final String WRITE = "plimsoll.write-library";
    private static final String HEADING =
            "| pack | methodology | vintage | cases: published, derived, house | sources |";
    private static final Pattern TABLE = Pattern.compile("(?m)^\\Q" + HEADING + "\\E\n(?:^\\|.*\n)+");

    @Test
    void table_isWhatThePacksSay() throws IOException {
        String expected = HEADING + "\n|---|---|---|---|---|\n"
                + packs().map(LibraryDocumentTest::row).collect(Collectors.joining());
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean(WRITE)) {
            page = TABLE.matcher(page).replaceFirst(java.util.regex.Matcher.quoteReplacement(expected));
            Files.writeString(PAGE, page);
        }
        assertThat(page)
                .as("%s; run this test with -D%s=true to write its table anew", PAGE, WRITE)
                .contains(expected);
    }

    @Test
    void packs_stateTheirVintageAndSources_andEveryCaseItsBasis() throws IOException {
        packs().forEach(pack -> {
            Manifest manifest = pack.manifest().orElseThrow();
            assertThat(manifest.vintage()).as(pack.name()).isNotNull();
            assertThat(manifest.sources()).as(pack.name()).isNotEmpty();
            assertThat(cases(pack).filter(each -> each.basis() == null).map(Case::toString))
                    .as(pack.name())
                    .isEmpty();
            assertThat(Path.of("rules", pack.name(), "README.md")).exists();
        });
    }

    /** A published worked example stands in one pack only, so that one place says whether it is met. */
    @Test
    void ids_areUniqueAcrossPacks() throws IOException {
        Map<String, Long> uses = packs().flatMap(pack ->
                        cases(pack).map(Case::id).filter(Objects::nonNull).distinct())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        uses.values().removeIf(count -> count == 1);
        assertThat(uses).isEmpty();
    }

    private static Stream<RuleSetFiles> packs() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("rules"))) {
            List<Path> sorted = folders.filter(Files::isDirectory).sorted().toList();
            return sorted.stream().map(LibraryDocumentTest::read);
        }
    }

    private static RuleSetFiles read(Path folder) {
        try {
            return RuleSetFiles.read(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Case> cases(RuleSetFiles pack) {
        return CaseFile.readAll(pack.files()).stream().flatMap(file -> file.cases().stream());
    }

    private static String row(RuleSetFiles pack) {
        Manifest manifest = pack.manifest().orElseThrow();
        String counts = Stream.of(CaseBasis.values())
                .map(basis -> Long.toString(
                        cases(pack).filter(each -> each.basis() == basis).count()))
                .collect(Collectors.joining(", "));
        return "| [" + pack.name() + "](" + pack.name() + "/README.md) | " + text(manifest.title()) + " | "
                + text(manifest.vintage()) + " | " + counts + " | "
                + manifest.sources().size() + " |\n";
    }

    private static String text(@Nullable String written) {
        return written == null ? "" : written.replace("|", "\\|").strip();
    }
}
