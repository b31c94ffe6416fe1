package org.plimsoll.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;

/** Compares the files of rule sets with the content hashes that entries name. */
final class RuleContentCheck {
    private final Connection connection;
    private final RuleContents contents;
    private final Findings findings;

    RuleContentCheck(Connection connection, RuleContents contents, Findings findings) {
        this.connection = connection;
        this.contents = contents;
        this.findings = findings;
    }

    void verify(NamedContents named) throws SQLException {
        for (Map.Entry<String, Long> content : named.contents().entrySet()) {
            verifyFiles(content.getKey(), content.getValue());
        }
        for (String hash : contents.hashes(connection)) {
            if (!named.contents().containsKey(hash) && !hash.equals(contents.hash(contents.files(connection, hash)))) {
                findings.add(
                        Finding.Code.RULES_CHANGED,
                        "The files of content " + hash + ", which no entry names, do not have that hash.");
            }
        }
        for (String defect : contents.defects(connection)) {
            findings.add(Finding.Code.RULES_CHANGED, defect);
        }
        for (Map.Entry<NamedContents.Version, NamedContents.Named> version :
                named.versions().entrySet()) {
            verifyVersion(version.getKey(), version.getValue());
        }
    }

    private void verifyFiles(String hash, long place) throws SQLException {
        SortedMap<String, byte[]> files = contents.files(connection, hash);
        if (!hash.equals(contents.hash(files))) {
            findings.add(
                    Finding.Code.RULES_CHANGED,
                    place,
                    "The files of content " + hash + ", which entry " + place + " names, "
                            + (files.isEmpty() ? "are missing." : "do not have that hash."));
        }
    }

    private void verifyVersion(NamedContents.Version version, NamedContents.Named named) throws SQLException {
        String kept = contents.ofVersion(connection, version.ruleSet(), version.number())
                .orElse("none");
        if (!kept.equals(named.contentHash())) {
            // Where other entries are missing, one of them may have said so.
            findings.add(
                    Finding.Code.RULES_CHANGED,
                    findings.hasPlace() ? null : named.sequence(),
                    null,
                    "Version " + version.number() + " of " + version.ruleSet() + " has content " + kept + ", and entry "
                            + named.sequence() + " says " + named.contentHash() + ".");
        }
    }
}
