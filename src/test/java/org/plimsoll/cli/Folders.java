package org.plimsoll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of small rule sets: one rule, and two cases that pass. */
final class Folders {
    static final String RULE = """
            package demo;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"

            rule "cash"
            when
                $c : Collateral(kind == "CASH")
            then
                insert(new Haircut($c, 0.10B, "cash"));
            end
            """;
    static final String INPUT = """
              evaluatedAt: 2026-01-02T09:00:00Z
              portfolio:
                id: p
                baseCurrency: EUR
                account: {id: a, type: MARGIN, marginMode: CROSS}
                collateral: [{id: c, instrument: EUR-CASH, quantity: "100"}]
              instruments: [{id: EUR-CASH, type: CASH, currency: EUR}]
            """;
    static final String CASES = "- name: first\n" + INPUT + "  expect: {pools: {cross: {equity: 90.00}}}\n"
            + "- name: second\n" + INPUT + "  expect: {status: NO_ACTION}\n";

    private Folders() {}

    static Path demo(Path parent) {
        return demo(parent, "demo");
    }

    static Path demo(Path parent, String name) {
        Path folder = parent.resolve(name);
        write(folder, "ruleset.yaml", "name: " + name + "\ntitle: Demo\npackage: demo\nbaseCurrency: EUR\n");
        write(folder, "rules.drl", RULE);
        write(folder, "cases/all.yaml", CASES);
        return folder;
    }

    static void write(Path folder, String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Replaces a text in a file; the test is wrong if it is not there. */
    static void edit(Path folder, String path, String from, String to) {
        try {
            String text = Files.readString(folder.resolve(path));
            if (!text.contains(from)) {
                throw new AssertionError("'" + from + "' is not in " + path);
            }
            write(folder, path, text.replace(from, to));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
