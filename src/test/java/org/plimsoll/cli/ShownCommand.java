package org.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.engine.RuleSetFiles;

/**
 * A command of a document with the output that stands below it, and its exit code if that stands there. A line of dots stands
 * for any lines, or none.
 *
 * @param command what follows {@code bin/plimsoll}
 * @param output lines below it
 * @param code exit code; zero unless the document says otherwise
 */
record ShownCommand(String command, List<String> output, int code) {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String INDENT = "    ";

    /** The commands of a document, in its order. */
    static List<ShownCommand> of(Path document) throws IOException {
        List<ShownCommand> shown = new ArrayList<>();
        for (String line : Files.readAllLines(document)) {
            if (line.equals(INDENT + "$ echo $?")) {
                ShownCommand last = shown.remove(shown.size() - 1);
                shown.add(new ShownCommand(last.command, last.output, -1));
            } else if (line.startsWith(INDENT + "$ bin/plimsoll ")) {
                shown.add(
                        new ShownCommand(line.substring((INDENT + "$ bin/plimsoll ").length()), new ArrayList<>(), 0));
            } else if (line.startsWith(INDENT) && !shown.isEmpty()) {
                ShownCommand last = shown.get(shown.size() - 1);
                if (last.code < 0) {
                    shown.set(
                            shown.size() - 1,
                            new ShownCommand(last.command, last.output, Integer.parseInt(line.strip())));
                } else {
                    last.output.add(line.substring(INDENT.length()));
                }
            } else if (!line.isEmpty() && !shown.isEmpty()) {
                shown.add(new ShownCommand("", new ArrayList<>(), 0));
            } else if (line.isEmpty() && !shown.isEmpty()) {
                shown.get(shown.size() - 1).output.add("");
            }
        }
        return shown.stream().filter(one -> !one.command.isEmpty()).toList();
    }

    /** Copies a pack and changes a text in a file of the copy. */
    static void copy(Path pack, Path to, String file, String from, String into) throws IOException {
        copy(pack, to);
        Folders.edit(to, file, from, into);
    }

    /** Copies a pack. */
    static void copy(Path pack, Path to) throws IOException {
        for (var entry : RuleSetFiles.read(pack).files().entrySet()) {
            Path copied = to.resolve(entry.getKey());
            Files.createDirectories(copied.getParent());
            Files.write(copied, entry.getValue());
        }
    }

    /**
     * Runs the command and holds its output to what the document shows. Drafts and archives are in a folder, and so are all rule
     * sets where it has some.
     */
    void holds(Path folder, String serverUrl) throws IOException {
        List<Object> args = new ArrayList<>();
        Matcher words = WORD.matcher(command);
        while (words.find()) {
            String word = words.group(1) == null ? words.group(2) : words.group(1);
            boolean local = word.startsWith("drafts/")
                    || word.endsWith(".zip")
                    || word.equals("rules") && Files.exists(folder.resolve(word));
            args.add(local ? folder.resolve(word) : word);
        }
        Run run = new Run.Setting()
                .terminal()
                .with("NO_COLOR", "1")
                .with("PLIMSOLL_SERVER", serverUrl)
                .run(args.toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
        String said = plain(run.out().replace(folder + "/", ""));
        assertThat(said + "\n").matches(pattern(output));
    }

    /**
     * What is not determined by files of this project, made the same: times, versions, and how much is in all of {@code rules/}, for
     * which the tests take a few packs. Hashes, places and sizes are compared: whoever edits a pack edits the page as well.
     */
    private static String plain(String text) {
        return text.replaceAll("[0-9.]+ ms", "T ms")
                .replaceAll("Java \\S+", "Java V")
                .replaceAll("plimsoll [0-9]\\S+,", "plimsoll V,")
                .replaceAll("Drools \\S+,", "Drools V,")
                .replaceAll("(?m)^(pass  \\S+|      total) +[0-9].* T ms$", "$1 COUNTS")
                .replaceAll("(?m)^ {6}rule set +", "      rule set ")
                .replaceAll("(?m)^[0-9]+ rule sets: [0-9]+ passed", "N rule sets: N passed")
                .stripTrailing();
    }

    private static Pattern pattern(List<String> lines) {
        StringBuilder pattern = new StringBuilder();
        for (String line : plain(String.join("\n", lines)).split("\n", -1)) {
            pattern.append(line.equals("...") ? "(?:[\\s\\S]*\n)?" : Pattern.quote(line) + "\n");
        }
        return Pattern.compile(pattern.toString());
    }
}
