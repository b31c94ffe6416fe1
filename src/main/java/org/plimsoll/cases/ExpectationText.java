package org.plimsoll.cases;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a case expects as text by path, without the lines it stands on: to tell whether two cases expect the same. */
final class ExpectationText {
    private final SortedMap<String, String> texts = new TreeMap<>();

    private ExpectationText() {}

    static SortedMap<String, String> of(Expectation expectation) {
        ExpectationText text = new ExpectationText();
        if (expectation.decision() != null) {
            text.fields("", expectation.decision());
        }
        for (Expected.RuleName rule : expectation.rules()) {
            text.texts.put("rules." + rule.text(), "fires");
        }
        Expectation.RefusalExpected refusal = expectation.refusal();
        if (refusal != null) {
            text.texts.put("refusal", refusal.text());
        }
        return text.texts;
    }

    private void fields(String path, Expected.Fields expected) {
        for (Map.Entry<String, Expected> field : expected.fields().entrySet()) {
            any(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
        }
    }

    private void any(String path, Expected expected) {
        if (expected instanceof Expected.Fields fields) {
            fields(path, fields);
        } else if (expected instanceof Expected.ById byId) {
            byId.elements().forEach((id, fields) -> fields(path + "." + id, fields));
        } else if (expected instanceof Expected.Named named) {
            named.subjects().forEach((subject, fields) -> fields(path + "." + subject, fields));
        } else if (expected instanceof Expected.Elements elements) {
            texts.put(path, elements.text());
            for (int i = 0; i < elements.elements().size(); i++) {
                fields(path + "[" + i + "]", elements.elements().get(i));
            }
        } else if (expected instanceof Expected.Codes codes) {
            texts.put(path, codes.text() + (codes.exact() ? "" : " or more"));
        } else {
            texts.put(path, expected.text());
        }
    }
}
