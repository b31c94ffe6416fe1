package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.BuildContext;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.model.codegen.execmodel.CanonicalModelKieProject;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.PackageSources;
import org.drools.util.PortablePath;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.runtime.KieContainer;
import org.kie.util.maven.support.ReleaseIdImpl;

/** One build of rule texts by Drools: a container of its own, under a release id no other build has. */
final class RuleModule {
    private static final AtomicLong BUILDS = new AtomicLong();
    private static final String CLASS_SUFFIX = ".class";
    private static final String SOURCE_LISTING = "Java source of ";

    private final List<BuildError> errors;
    private final GeneratedCode code;
    private final @Nullable KieContainer container;
    private final AtomicBoolean disposed = new AtomicBoolean();

    private RuleModule(List<BuildError> errors, GeneratedCode code, @Nullable KieContainer container) {
        this.errors = errors;
        this.code = code;
        this.container = container;
    }

    /**
     * Builds rules.
     *
     * @param texts admitted texts
     * @param parent what rules may see of the world
     * @param admission sees every generated class, by path, before any is loaded, and gives what to load
     */
    static RuleModule build(List<RuleText> texts, ClassLoader parent, UnaryOperator<Map<String, byte[]>> admission) {
        KieServices services = KieServices.get();
        ReleaseId releaseId = new ReleaseIdImpl("org.plimsoll.rules", "build-" + BUILDS.incrementAndGet(), "1");
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(releaseId);
        KieModuleModel module = services.newKieModuleModel();
        module.setConfigurationProperty("drools.dialect.java.compiler", "ECLIPSE");
        module.newKieBaseModel("rules").setDefault(true);
        files.writeKModuleXML(module.toXML());
        for (int i = 0; i < texts.size(); i++) {
            files.write("src/main/resources/rules/" + i + ".drl", texts.get(i).drl());
        }
        GeneratedCode code = new GeneratedCode();
        try {
            KieBuilderImpl builder = (KieBuilderImpl) services.newKieBuilder(files, parent);
            builder.buildAll((kieModule, loader) -> new Project(kieModule, loader, admission, code), name -> true);
            List<BuildError> errors = builder.getResults().getMessages(Message.Level.ERROR).stream()
                    .filter(message -> !message.getText().startsWith(SOURCE_LISTING))
                    .map(message -> new BuildError(message.getText(), message.getPath(), message.getLine()))
                    .toList();
            KieContainer container = errors.isEmpty() ? services.newKieContainer(releaseId, parent) : null;
            return new RuleModule(errors, code, container);
        } catch (RuntimeException e) {
            // Drools lets many of its complaints about a rule through as exceptions of whatever kind.
            return new RuleModule(List.of(new BuildError(String.valueOf(e.getMessage()), "", 0)), code, null);
        } finally {
            // The container keeps the module; a failed build must not stay behind either.
            services.getRepository().removeKieModule(releaseId);
        }
    }

    /**
     * What stopped a build.
     *
     * @param text in Drools' or the Java compiler's words, not fit for an author
     * @param path file of the text or of the generated class
     * @param line line of it; zero or below when unknown
     */
    record BuildError(String text, @Nullable String path, int line) {}

    /** What stopped the build; empty when it succeeded. */
    List<BuildError> errors() {
        return errors;
    }

    /** What was generated from the rules. */
    GeneratedCode code() {
        return code;
    }

    /** The rules. */
    KieBase kieBase() {
        if (container == null) {
            throw new IllegalStateException("The build failed: " + errors);
        }
        return container.getKieBase();
    }

    /** Lets go of everything. Doing so again does nothing. */
    void dispose() {
        if (container != null && disposed.compareAndSet(false, true)) {
            container.dispose();
        }
    }

    /** The executable model's project with a look at the generated classes before anything loads them. */
    private static final class Project extends CanonicalModelKieProject {
        private final UnaryOperator<Map<String, byte[]>> admission;
        private final GeneratedCode code;

        Project(
                InternalKieModule module,
                ClassLoader loader,
                UnaryOperator<Map<String, byte[]>> admission,
                GeneratedCode code) {
            super(module, loader);
            this.admission = admission;
            this.code = code;
        }

        @Override
        public void writeProjectOutput(MemoryFileSystem target, BuildContext context) {
            for (ModelBuilderImpl<?> builder : modelBuilders.values()) {
                for (Object sources : builder.getPackageSources()) {
                    code.add((PackageSources) sources);
                }
            }
            Set<PortablePath> before = new HashSet<>(target.getFilePaths());
            super.writeProjectOutput(target, context);
            if (!context.getMessages().getMessages(Message.Level.ERROR).isEmpty()) {
                return;
            }
            Map<String, byte[]> generated = new HashMap<>();
            for (PortablePath path : new ArrayList<>(target.getFilePaths())) {
                if (path.endsWith(CLASS_SUFFIX) && !before.contains(path)) {
                    generated.put(path.asString(), target.getBytes(path));
                }
            }
            admission.apply(generated).forEach((path, bytes) -> target.write(PortablePath.of(path), bytes, true));
        }
    }
}
