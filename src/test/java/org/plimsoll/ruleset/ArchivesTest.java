package org.plimsoll.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.RuleSetArchive;
import org.plimsoll.engine.RuleSetFiles;

/** Archives from anybody: read as they were written, or refused with a code, in time and memory. */
class ArchivesTest {
    private static final RuleSetFiles FILES = RuleSetFiles.of(
            "house",
            Map.of(
                    "ruleset.yaml", "name: house\n",
                    "deposit.drl", "package house;\n",
                    "cases/a.yaml", "- name: a\n",
                    "cases/b.yaml", "- name: b\n",
                    "README.md", "A line.\r\n\u00fc\n"));
    private static final int MEGABYTE = 1 << 20;
    private static final int CENTRAL_HEADER = 46;
    private static final int END_HEADER = 22;

    @Test
    void files_writtenAndRead_areTheSame_andWrittenAgainTheSameToTheByte() {
        byte[] written = RuleSetArchive.of(FILES);
        RuleSetFiles read = read(written);

        assertThat(read.contentHash()).isEqualTo(FILES.contentHash());
        assertThat(read.files().keySet()).isEqualTo(FILES.files().keySet());
        assertThat(RuleSetArchive.of(read)).isEqualTo(written);
    }

    @Test
    void files_ofAnyBytes_areTheSame() {
        byte[] bytes = new byte[MEGABYTE];
        new Random(7).nextBytes(bytes);
        RuleSetFiles files = FILES.with("paper.pdf", bytes).with("empty.txt", new byte[0]);

        assertThat(read(RuleSetArchive.of(files)).contentHash()).isEqualTo(files.contentHash());
    }

    @Test
    void folderAroundAll_hiddenFiles_andFolders_areLeftOut() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("house-1.2/", new byte[0]);
        FILES.files().forEach((path, content) -> entries.put("house-1.2/" + path, content));
        entries.put("house-1.2/.git/config", text("x"));
        entries.put("house-1.2/.DS_Store", text("x"));
        entries.put("__MACOSX/house-1.2/._deposit.drl", text("x"));

        assertThat(read(zip(entries)).contentHash()).isEqualTo(FILES.contentHash());
    }

    @Test
    void folder_thatIsNotAroundAll_stays() {
        RuleSetFiles two = read(zip(Map.of("a/x.md", text("1"), "b/x.md", text("2"))));

        assertThat(two.files().keySet()).containsExactly("a/x.md", "b/x.md");
        assertThat(read(zip(Map.of("ruleset.yaml", text("1"), "cases/x.yaml", text("2"))))
                        .files()
                        .keySet())
                .containsExactly("cases/x.yaml", "ruleset.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.drl",
                "a/../../evil.drl",
                "a/..",
                "/etc/passwd",
                "\\windows\\evil.drl",
                "..\\evil.drl",
                "a\\..\\..\\evil.drl"
            })
    void entry_outsideOfTheArchive_isRefused(String path) {
        refused(zip(Map.of("ruleset.yaml", text("x"), path, text("x"))), "outside of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deposit.drl", "DEPOSIT.DRL"})
    void entry_thatDiffersFromAnotherInCaseOnly_isRefused(String path) {
        refused(zip(Map.of("deposit.drl", text("x"), path, text("y"))), "twice");
    }

    @Test
    void entry_thatIsThereTwice_isRefused() {
        byte[] two = zip(Map.of("a1.md", text("x"), "a2.md", text("y")));
        byte[] doubled = replaced(two, "a2.md", "a1.md");

        refused(doubled, "");
    }

    /** A thousandth of what it becomes. */
    @Test
    void bomb_isRefused_whereverItIs() {
        byte[] bomb = new byte[18 * MEGABYTE];
        for (String path : new String[] {"deposit.drl", ".hidden", "__MACOSX/x", "a/.git/x"}) {
            byte[] packed = zip(Map.of("ruleset.yaml", text("x"), path, bomb));

            assertThat(packed).hasSizeLessThan(MEGABYTE / 10);
            refused(packed, "more than 17 MB together");
        }
    }

    @Test
    void bomb_inPieces_isRefused_andSeventeenMegabytesAreNot() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 17; i++) {
            entries.put("f" + i + ".txt", new byte[MEGABYTE]);
        }
        assertThat(read(zip(entries)).files()).hasSize(17);

        entries.put("more.txt", new byte[1]);
        refused(zip(entries), "more than 17 MB together");
    }

    @Test
    void entries_upToAThousand_areTaken_andOneMoreIsRefused() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            entries.put("f" + i + ".txt", text("x"));
        }
        assertThat(read(zip(entries)).files()).hasSize(1_000);

        entries.put("more.txt", text("x"));
        refused(zip(entries), "more than 1000 entries");
    }

    @Test
    void archive_ofMoreThanTwentyMegabytes_isRefused() {
        refused(new byte[20 * MEGABYTE + 1], "more than 20 MB");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99})
    void archive_cutOff_isRefused(int percent) {
        byte[] whole = RuleSetArchive.of(FILES);

        refused(Arrays.copyOf(whole, whole.length * percent / 100), "");
    }

    @Test
    void archive_cutOffAfterEachEntry_isRefused() {
        byte[] whole = RuleSetArchive.of(FILES);
        int found = 0;
        for (int i = 1; i < whole.length - 4; i++) {
            boolean header = whole[i] == 'P' && whole[i + 1] == 'K' && (whole[i + 2] == 3 || whole[i + 2] == 1);
            if (header) {
                refused(Arrays.copyOf(whole, i), "");
                found++;
            }
        }
        assertThat(found)
                .as("four entries after the first, and five of the list")
                .isEqualTo(9);
    }

    @Test
    void entry_thatTheListDoesNotHave_isRefused() {
        refused(withoutLastOfTheList(zip(entries("ruleset.yaml", "hidden-rules.drl"))), "list of entries");
    }

    @Test
    void entry_thatTheListNamesOtherwise_isRefused() {
        byte[] whole = zip(entries("ruleset.yaml", "seen-x.drl"));
        int inTheList = lastIndexOf(whole, text("seen-x.drl"));
        byte[] changed = whole.clone();
        System.arraycopy(text("seen-y.drl"), 0, changed, inTheList, "seen-y.drl".length());

        refused(changed, "list of entries");
    }

    @Test
    void entry_whoseNameIsNoText_isRefused() {
        byte[] whole = zip(entries("ruleset.yaml", "name-\u00fc.md"));
        byte[] encoded = text("\u00fc");
        byte[] changed = whole.clone();
        int first = indexOf(whole, encoded);
        changed[first + 1] = 'x';

        refused(changed, "");
    }

    @Test
    void bytes_thatAreNoArchive_areRefused() {
        refused(new byte[0], "");
        refused(text("{\"from\": 1}"), "");
        refused(zip(Map.of()), "");
        refused(zip(Map.of("folder/", new byte[0])), "no files");
        byte[] random = new byte[10_000];
        new Random(11).nextBytes(random);
        refused(random, "");
    }

    /** Any byte changed: read, or refused with the code; never another failure. */
    @Test
    void archive_withAByteChanged_isReadOrRefused() {
        byte[] whole = RuleSetArchive.of(FILES);
        Random random = new Random(3);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            try {
                read(changed);
            } catch (RuleSetUnprocessable e) {
                assertThat(e.code()).isEqualTo("ARCHIVE_REFUSED");
            }
        }
    }

    private static RuleSetFiles read(byte[] packed) {
        return Archives.read("house", new ByteArrayInputStream(packed));
    }

    private static void refused(byte[] packed, String why) {
        assertThatExceptionOfType(RuleSetUnprocessable.class)
                .isThrownBy(() -> read(packed))
                .withMessageContaining(why)
                .extracting(RuleSetUnprocessable::code)
                .isEqualTo("ARCHIVE_REFUSED");
    }

    private static Map<String, byte[]> entries(String... paths) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String path : paths) {
            entries.put(path, text("x"));
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The last of two entries stays in the archive; the list at its end does not have it. */
    private static byte[] withoutLastOfTheList(byte[] zip) {
        ByteBuffer whole = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - END_HEADER;
        int list = whole.getInt(end + 16);
        int first = CENTRAL_HEADER + whole.getShort(list + 28) + whole.getShort(list + 30) + whole.getShort(list + 32);
        ByteBuffer changed = ByteBuffer.allocate(list + first + END_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        changed.put(zip, 0, list + first).put(zip, end, END_HEADER);
        changed.putShort(list + first + 8, (short) 1);
        changed.putShort(list + first + 10, (short) 1);
        changed.putInt(list + first + 12, first);
        return changed.array();
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String whole = new String(bytes, StandardCharsets.ISO_8859_1);
        return whole.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static int lastIndexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .lastIndexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
