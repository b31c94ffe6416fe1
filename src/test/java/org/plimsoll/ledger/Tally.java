package org.plimsoll.ledger;

import java.util.Comparator;
import java.util.List;

/** What came of the trials of a kind. */
final class Tally {
    private final String kind;
    private int trials;
    private int found;
    private int onRecords;
    private int named;
    private int alarms;

    Tally(String kind) {
        this.kind = kind;
    }

    void add(boolean isFound, boolean isOnRecord, boolean isNamed) {
        trials++;
        found += isFound ? 1 : 0;
        onRecords += isOnRecord ? 1 : 0;
        named += isOnRecord && isNamed ? 1 : 0;
    }

    /** A trial with a copy that nobody touched. */
    void clean(boolean isVerified) {
        trials++;
        alarms += isVerified ? 0 : 1;
    }

    static String table(List<Tally> tallies) {
        StringBuilder table = new StringBuilder(
                "| tampered with | trials | found | first bad record named | false alarms |\n|---|---|---|---|---|\n");
        tallies.stream()
                .sorted(Comparator.comparing(tally -> tally.kind))
                .forEach(tally -> table.append("| %s | %d | %d | %d of %d | %d |\n"
                        .formatted(tally.kind, tally.trials, tally.found, tally.named, tally.onRecords, tally.alarms)));
        return table.toString();
    }
}
