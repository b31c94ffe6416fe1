package org.plimsoll.engine.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.model.codegen.ExecutableModelProject;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSession;
import org.plimsoll.engine.sandbox.RuleCompilerServices;
import org.plimsoll.policy.Outcome;

/** Compiles rule texts with Drools' executable model as they stand, without gate and without any other protection. */
final class ExecutableModel implements AutoCloseable {
    private static final AtomicInteger BUILDS = new AtomicInteger();
    private static final int MOST_FIRINGS = 100_000;

    private final ReleaseId releaseId;
    private final @Nullable KieContainer container;
    private final List<String> errors;

    private ExecutableModel(ReleaseId releaseId, @Nullable KieContainer container, List<String> errors) {
        this.releaseId = releaseId;
        this.container = container;
        this.errors = errors;
    }

    /** Compiles texts by file name; {@link #errors} says what could not be compiled. */
    static ExecutableModel of(Map<String, String> texts) {
        KieServices services = RuleCompilerServices.get();
        ReleaseId releaseId = services.newReleaseId("org.plimsoll.test", "gate-" + BUILDS.incrementAndGet(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(releaseId);
        texts.forEach((name, text) -> files.write(
                "src/main/resources/rules/" + name,
                services.getResources().newByteArrayResource(text.getBytes(StandardCharsets.UTF_8), "UTF-8")));
        KieBuilder builder = services.newKieBuilder(files);
        builder.buildAll(ExecutableModelProject.class);
        List<String> errors = builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(Message::toString)
                .toList();
        return new ExecutableModel(releaseId, errors.isEmpty() ? services.newKieContainer(releaseId) : null, errors);
    }

    /** What Drools could not compile. */
    List<String> errors() {
        return errors;
    }

    /** Fires the rules on facts; gives what each rule inserted, by rule, in the order of its statements. */
    Map<String, List<Outcome>> fire(List<?> facts) {
        Map<String, List<Outcome>> said = new TreeMap<>();
        List<Outcome> inserted = new ArrayList<>();
        KieSession session =
                Objects.requireNonNull(container, () -> errors.toString()).newKieSession();
        session.addEventListener(new DefaultRuleRuntimeEventListener() {
            @Override
            public void objectInserted(ObjectInsertedEvent event) {
                if (event.getObject() instanceof Outcome outcome) {
                    inserted.add(outcome);
                }
            }
        });
        session.addEventListener(new DefaultAgendaEventListener() {
            @Override
            public void afterMatchFired(AfterMatchFiredEvent event) {
                said.computeIfAbsent(event.getMatch().getRule().getName(), name -> new ArrayList<>())
                        .addAll(inserted);
                inserted.clear();
            }
        });
        try {
            facts.forEach(session::insert);
            session.fireAllRules(MOST_FIRINGS);
        } finally {
            session.dispose();
        }
        return said;
    }

    @Override
    public void close() {
        if (container != null) {
            container.dispose();
        }
        RuleCompilerServices.get().getRepository().removeKieModule(releaseId);
    }
}
