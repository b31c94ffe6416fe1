package org.plimsoll.engine.table;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through the parts of a workbook, one element after the other and keeping none: a spreadsheet library keeps all of
 * them, each in a hundred times the memory that it takes in the file.
 */
final class WorkbookParts {
    private static final int MOST_ELEMENTS = 400_000;
    private static final int DEEPEST = 100;
    private static final List<String> MACROS =
            List.of("vbaproject", "activex", "macrosheets", "macroenabled", "macrosheet");
    private static final List<String> LINKS =
            List.of("externallink", "embeddings/", "connections", "oleobject", "querytable", "vnd.ms-excel.addin");

    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private final TableProblems problems;
    private int elements;

    private WorkbookParts(TableProblems problems) {
        this.problems = problems;
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    }

    /** Whether a name, or a type of content, is that of a macro or of a link to other files; reported if so. */
    static boolean isForeign(String lower, TableProblems problems) {
        if (MACROS.stream().anyMatch(lower::contains)) {
            problems.table("TABLE_MACRO", "A workbook with macros is not taken; save it without them.");
            return true;
        }
        if (LINKS.stream().anyMatch(lower::contains)) {
            problems.table(
                    "TABLE_EXTERNAL_LINK",
                    "The workbook is linked to other files; break the links and keep the values.");
            return true;
        }
        return false;
    }

    /** Whether a spreadsheet library may read the parts; what speaks against it is reported. */
    static boolean check(Map<String, byte[]> parts, TableProblems problems) {
        WorkbookParts reading = new WorkbookParts(problems);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            String name = part.getKey().toLowerCase(Locale.ROOT);
            try {
                if (!reading.isHarmless(
                        part.getValue(), name.endsWith(".rels") || name.equals("[content_types].xml"))) {
                    return false;
                }
            } catch (XMLStreamException | RuntimeException e) {
                // Pictures and printers' settings are no XML; nor is some of what draws the frames of comments.
                if (name.endsWith(".xml") || name.endsWith(".rels")) {
                    problems.table(
                            "TABLE_UNREADABLE", "The file is not a workbook that can be read; save it again as .xlsx.");
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isHarmless(byte[] content, boolean saysWhatPartsAre) throws XMLStreamException {
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
        CellOrder order = new CellOrder();
        boolean isSheet = false;
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                problems.table("TABLE_UNREADABLE", "The workbook declares entities, which none needs; save it again.");
                return false;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                isSheet |= depth == 1 && reader.getLocalName().equals("worksheet");
                if (!isWithinLimits(depth)
                        || (isSheet && !isInOrder(order, reader))
                        || (saysWhatPartsAre && namesForeign(reader))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isWithinLimits(int depth) {
        elements++;
        if (elements > MOST_ELEMENTS || depth > DEEPEST) {
            problems.table(
                    "TABLE_TOO_LARGE",
                    "The workbook has too many cells or other elements, or they stand too deep within each other; delete what"
                            + " is not part of the table.");
            return false;
        }
        return true;
    }

    private boolean isInOrder(CellOrder order, XMLStreamReader reader) {
        boolean accepted = order.accepts(reader);
        if (!accepted) {
            problems.table(
                    "TABLE_UNREADABLE",
                    "The workbook has a cell twice, or out of order, and programs would differ in what they show; save it"
                            + " again.");
        }
        return accepted;
    }

    private boolean namesForeign(XMLStreamReader reader) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i);
            if ((attribute.equals("ContentType") || attribute.equals("Type"))
                    && isForeign(reader.getAttributeValue(i).toLowerCase(Locale.ROOT), problems)) {
                return true;
            }
        }
        return false;
    }
}
