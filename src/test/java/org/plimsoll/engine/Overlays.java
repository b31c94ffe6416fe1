package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small rule set, called {@code base}, and an overlay of it, called {@code house}, for tests. */
final class Overlays {
    static final String HEAD = """
            package base;
            import org.plimsoll.policy.*;
            import static org.plimsoll.policy.Functions.*;
            dialect "mvel"

            """;
    static final String CASH = rule("cash", "kind == \"CASH\"", "$c.parameter(\"cashHaircut\")");
    static final String GOLD = rule("gold", "kind == \"GOLD\"", "0.15B");
    private static final String TABLE = """
            RuleSet,base
            Import,"org.plimsoll.policy.*, static org.plimsoll.policy.Functions.*"
            Dialect,mvel

            RuleTable bonds
            NAME,CONDITION,ACTION
            ,$c : Collateral,
            ,"kind == ""$param\""","insert(new Haircut($c, $paramB, ""of a bond""));"
            rule,kind,haircut
            government bond,GOVERNMENT_BOND,0.02
            corporate bond,CORPORATE_BOND,0.05
            """;
    static final String BASE_MANIFEST = """
            name: base
            title: Base
            package: base
            baseCurrency: EUR
            rounding: {scale: 4, requirement: half-up}
            uncovered: {position: warn}
            price: {staleAfter: P4D}
            liquidity: {shareOfDailyVolume: 0.25}
            overlappingRequirements: warn
            parameters:
              - {name: cashHaircut, value: 0.01, source: the regulation}
              - name: dated
                values: [{from: 2026-01-01, value: 1}, {from: 2026-07-01, value: 2}]
            gates: {casesPass: true, minimumCoverage: 0.9, approvals: 2, worstFinding: info}
            sources: [{title: The regulation}]
            """;

    private Overlays() {}

    static String rule(String name, String condition, String rate) {
        return "rule \"" + name + "\"\nwhen\n    $c : Collateral(" + condition + ")\nthen\n    insert(new Haircut($c, "
                + rate + ", \"" + name + "\"));\nend\n";
    }

    static RuleSetFiles base() {
        return RuleSetFiles.of(
                "base",
                Map.of(
                        Manifest.FILE,
                        BASE_MANIFEST,
                        "rules.drl",
                        HEAD + CASH + GOLD,
                        "bonds.drl.csv",
                        TABLE,
                        "cases/base.yaml",
                        "[]\n",
                        "README.md",
                        "The base.\n"));
    }

    static String manifest(RuleSetFiles base, String more) {
        return "name: house\ntitle: House\nextends: {ruleSet: " + base.name() + ", content: \"sha256:"
                + base.contentHash() + "\"}\n" + more;
    }

    /** An overlay's own files. */
    static RuleSetFiles own(String manifest, Map<String, String> more) {
        Map<String, String> files = new TreeMap<>(more);
        files.put(Manifest.FILE, manifest);
        return RuleSetFiles.of("house", files);
    }

    /** An overlay of the base with something more in its manifest, and rules of its own. */
    static RuleSetFiles house(String more, String rules) {
        RuleSetFiles own = own(manifest(base(), more), rules.isEmpty() ? Map.of() : Map.of("house.drl", HEAD + rules));
        return BaseFiles.with(own, base());
    }

    static CompileResult compile(RuleSetFiles files) {
        return new RuleSetCompiler().compile(files);
    }

    /** Code and place of what is found. */
    static List<String> found(RuleSetFiles files) {
        CompileResult result = compile(files);
        if (result.compiled() != null) {
            result.compiled().close();
        }
        List<String> found = new ArrayList<>();
        result.diagnostics().forEach(one -> found.add(one.code() + " " + one.file() + ":" + one.line()));
        return found;
    }
}
