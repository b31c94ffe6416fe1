package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.plimsoll.policy.Fact;

/** The shortest way from rule text to a firing rule base, with and without the sandbox. No lint. */
final class RuleCompilation implements AutoCloseable {
    private static final AtomicInteger COMPILATIONS = new AtomicInteger();

    private final KieServices services = RuleCompilerServices.get();
    private final ReleaseId release;
    private final ClassLoader loader;
    private final KieBuilder builder;

    private RuleCompilation(String rules, ClassLoader loader) {
        this.loader = loader;
        // The repository keeps ten versions of an artifact and forgets the others, held or not.
        release = services.newReleaseId("org.plimsoll.test", "sandbox-" + COMPILATIONS.incrementAndGet(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(release);
        files.write("src/main/resources/" + packageOf(rules).replace('.', '/') + "/rules.drl", rules);
        builder = services.newKieBuilder(files, loader).buildAll(ExecutableModelProject.class);
    }

    /** Compiles rules as the product does. */
    static RuleCompilation sandboxed(String rules) {
        return new RuleCompilation(rules, new RuleClassLoader(ours(), packageOf(rules)));
    }

    /** Compiles rules as any Drools project does. */
    static RuleCompilation unprotected(String rules) {
        return new RuleCompilation(rules, ours());
    }

    static ClassLoader ours() {
        return RuleCompilation.class.getClassLoader();
    }

    static String packageOf(String rules) {
        return rules.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("package "))
                .map(line ->
                        line.substring("package ".length()).replace(";", "").strip())
                .findFirst()
                .orElseThrow();
    }

    /** Messages of the rule compiler, without the Java source it repeats. */
    List<String> errors() {
        return builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(message -> message.getText())
                .filter(text -> !text.startsWith("Java source of"))
                .toList();
    }

    Map<String, byte[]> classes() {
        if (!errors().isEmpty()) {
            throw new IllegalArgumentException("the rules do not compile: " + errors());
        }
        return ((InternalKieModule) builder.getKieModule()).getClassesMap();
    }

    Admission admission(String rulePackage) {
        return new ClassAdmission(rulePackage).admit(classes());
    }

    @SuppressWarnings("deprecation") // The successor takes no class loader.
    KieBase base() {
        classes();
        KieContainer container = services.newKieContainer(release, loader);
        KieBaseConfiguration configuration = services.newKieBaseConfiguration(null, loader);
        MatchCost.exactly(configuration);
        return container.newKieBase(configuration);
    }

    MatchCost cost() {
        return MatchCost.of(((RuleClassLoader) loader).models());
    }

    /** Fires rules in a session: each firing as the rule's name, its facts and what has been inserted since. */
    static List<String> fire(KieBase base, List<Fact> facts, int firings) {
        List<String> trace = new ArrayList<>();
        KieSession session = base.newKieSession();
        try {
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void afterMatchFired(AfterMatchFiredEvent event) {
                    trace.add(event.getMatch().getRule().getName()
                            + Arrays.deepToString(event.getMatch().getObjects().toArray()));
                }
            });
            facts.forEach(session::insert);
            session.fireAllRules(firings);
            session.getObjects(object -> !(object instanceof Fact)).forEach(outcome -> trace.add(outcome.toString()));
        } finally {
            session.dispose();
        }
        trace.sort(null);
        return trace;
    }

    /** Fires rules as the product does, within a budget. */
    List<String> fireWithin(long steps, long matches, long nanos, List<Fact> facts, int firings) {
        KieBase base = base();
        MatchCost.Meter meter = cost().meter(matches);
        return Budget.run(steps, System.nanoTime() + nanos, meter, () -> {
            Budget.inserting(facts);
            return fire(base, facts, firings);
        });
    }

    @Override
    public void close() {
        services.getRepository().removeKieModule(release);
    }
}
