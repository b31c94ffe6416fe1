package org.plimsoll.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.SessionFiring;
import org.plimsoll.policy.Fact;

/**
 * What one more live version of the policy of 40 rules keeps in memory after garbage collection. Every version differs in
 * its text and has been fired, since the first firing creates things too. Argument: how many more versions.
 */
public final class MemoryPerVersion {
    /** Versions compiled before the first reading, so that what the compiler keeps for good is not counted. */
    private static final int BEFORE = 5;

    private MemoryPerVersion() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws InterruptedException {
        int more = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        System.out.println("| one more live version of 40 rules | heap KB | class metadata KB |");
        System.out.println("|---|---:|---:|");
        measure("called directly", UnaryOperator.identity(), more);
        measure("in a session", SessionFiring::of, more);
    }

    private static void measure(String name, UnaryOperator<CompiledRuleSet> way, int more) throws InterruptedException {
        List<Fact> facts = BenchmarkPortfolio.factsOf(BenchmarkPortfolio.of(20));
        List<CompiledRuleSet> versions = new ArrayList<>();
        for (int i = 0; i < BEFORE; i++) {
            versions.add(fired(way.apply(OwnForms.compiled(version(name, i))), facts));
        }
        Usage before = Usage.now();
        for (int i = 0; i < more; i++) {
            versions.add(fired(way.apply(OwnForms.compiled(version(name, BEFORE + i))), facts));
        }
        Usage after = Usage.now();
        System.out.printf(
                "| %s | %d | %d |%n",
                name,
                (after.heapBytes - before.heapBytes) / more / 1024,
                (after.metadataBytes - before.metadataBytes) / more / 1024);
        versions.forEach(CompiledRuleSet::close);
    }

    private static CompiledRuleSet fired(CompiledRuleSet rules, List<Fact> facts) {
        rules.fire(facts);
        return rules;
    }

    private static Map<String, String> version(String way, int number) {
        Map<String, String> files = new HashMap<>(BenchmarkPolicy.files());
        files.computeIfPresent("haircuts.drl", (name, text) -> text + "// " + way + " " + number + "\n");
        return files;
    }

    private record Usage(long heapBytes, long metadataBytes) {
        static Usage now() throws InterruptedException {
            // What is only weakly held goes in steps.
            for (int i = 0; i < 5; i++) {
                System.gc();
                Thread.sleep(200);
            }
            long metadata = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals("Metaspace"))
                    .map(MemoryPoolMXBean::getUsage)
                    .mapToLong(usage -> usage.getUsed())
                    .sum();
            return new Usage(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), metadata);
        }
    }
}
