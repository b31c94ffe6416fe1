package org.plimsoll.cases;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;

/**
 * Reads YAML into values with their places. Only what cases need: one document of mappings, lists and single values as
 * typed. Anchors, aliases and tags are refused: with them a small file can stand for a huge one, or for an object.
 */
final class YamlParser {
    private static final int LARGEST_FILE = 8_000_000;
    private static final int DEEPEST_NESTING = 32;

    private final Iterator<Event> events;
    private final CaseDiagnostics diagnostics;
    private int depth;

    private YamlParser(Iterator<Event> events, CaseDiagnostics diagnostics) {
        this.events = events;
        this.diagnostics = diagnostics;
    }

    /** The file's one document; null, and reported, when the file cannot be read. */
    static @Nullable YamlNode parse(byte[] content, CaseDiagnostics diagnostics) {
        if (content.length > LARGEST_FILE) {
            diagnostics.error("CASE_FILE_TOO_LARGE", "A case file has at most " + LARGEST_FILE + " bytes.", 1, 1);
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(LARGEST_FILE);
            Iterator<Event> events = new Yaml(new SafeConstructor(options))
                    .parse(new java.io.StringReader(text))
                    .iterator();
            return new YamlParser(events, diagnostics).document();
        } catch (CharacterCodingException e) {
            diagnostics.error("CASE_SYNTAX", "The file is not UTF-8.", 1, 1);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            diagnostics.error(
                    "CASE_SYNTAX",
                    "Not valid YAML: " + e.getProblem() + ".",
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1);
        } catch (YAMLException e) {
            diagnostics.error("CASE_SYNTAX", "The file contains characters that YAML does not allow.", 1, 1);
        } catch (Unreadable e) {
            diagnostics.error(e.code, e.sentence, e.line, e.column);
        } catch (RuntimeException e) {
            // The YAML library fails with whatever comes on a few texts, such as "\\UFFFFFFFF".
            diagnostics.error("CASE_SYNTAX", "Not valid YAML.", 1, 1);
        }
        return null;
    }

    private @Nullable YamlNode document() {
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root != null) {
                throw new Unreadable("CASE_SYNTAX", "A case file is one YAML document.", event);
            }
            boolean frame = event instanceof StreamStartEvent
                    || event instanceof DocumentStartEvent
                    || event instanceof DocumentEndEvent
                    || event instanceof StreamEndEvent;
            if (!frame) {
                root = node(event);
            }
        }
        return root;
    }

    private YamlNode node(Event event) {
        int line = event.getStartMark().getLine() + 1;
        int column = event.getStartMark().getColumn() + 1;
        if (event instanceof AliasEvent || (event instanceof NodeEvent named && named.getAnchor() != null)) {
            throw new Unreadable(
                    "CASE_ALIAS", "Anchors and aliases are not accepted; put what cases share into `fixtures`.", event);
        }
        if (event instanceof ScalarEvent scalar) {
            mustNotBeTagged(scalar.getTag(), event);
            mustBeReadable(scalar.getValue(), event);
            return new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), line, column);
        }
        if (++depth > DEEPEST_NESTING) {
            throw new Unreadable("CASE_NESTED_TOO_DEEP", "Nested more than " + DEEPEST_NESTING + " deep.", event);
        }
        YamlNode node;
        if (event instanceof SequenceStartEvent sequence) {
            mustNotBeTagged(sequence.getTag(), event);
            node = new YamlNode.Sequence(items(), line, column);
        } else if (event instanceof MappingStartEvent mapping) {
            mustNotBeTagged(mapping.getTag(), event);
            node = mapping(line, column);
        } else {
            throw new IllegalStateException("no value begins with " + event);
        }
        depth--;
        return node;
    }

    private static void mustNotBeTagged(@Nullable String tag, Event event) {
        if (tag != null && !tag.equals("!")) {
            throw new Unreadable("CASE_TAG", "Tags are not accepted.", event);
        }
    }

    /** No control characters, no halves of characters: neither reports nor databases can hold them. */
    private static void mustBeReadable(String text, Event event) {
        boolean isReadable = text.codePoints().allMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL -> point == '\n' || point == '\t';
            case Character.SURROGATE -> false;
            default -> true;
        });
        if (!isReadable) {
            throw new Unreadable("CASE_SYNTAX", "A text has a character that cannot be seen.", event);
        }
    }

    private List<YamlNode> items() {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event));
        }
        return items;
    }

    private YamlNode.Mapping mapping(int line, int column) {
        YamlNode.Mapping mapping = YamlNode.Mapping.empty(line, column);
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            YamlNode key = node(event);
            YamlNode value = node(events.next());
            if (!(key instanceof YamlNode.Scalar name)) {
                diagnostics.error("CASE_WRONG_TYPE", "A key must be a single word or text.", key);
            } else if (mapping.get(name.text()) != null) {
                diagnostics.error(
                        "CASE_DUPLICATE_FIELD",
                        "'" + CaseDiagnostics.shortened(name.text()) + "' is given twice.",
                        name);
            } else {
                mapping.put(name, value);
            }
        }
        return mapping;
    }

    /** The file cannot be read beyond a place. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final String sentence;
        private final int line;
        private final int column;

        Unreadable(String code, String message, Event at) {
            super(message);
            this.code = code;
            this.sentence = message;
            this.line = at.getStartMark().getLine() + 1;
            this.column = at.getStartMark().getColumn() + 1;
        }
    }
}
