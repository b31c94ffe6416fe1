package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.BuildContext;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.model.Model;
import org.drools.model.codegen.execmodel.CanonicalModelKieProject;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.PackageSources;
import org.drools.util.PortablePath;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.Results;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.runtime.KieContainer;
import org.kie.util.maven.support.ReleaseIdImpl;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.DirectExecution;
import org.plimsoll.engine.execution.DirectPlan;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.engine.execution.Execution;
import org.plimsoll.engine.execution.SessionExecution;
import org.plimsoll.engine.sandbox.ClassAdmission;
import org.plimsoll.engine.sandbox.InadmissibleClassException;
import org.plimsoll.engine.sandbox.MatchCost;
import org.plimsoll.engine.sandbox.RuleClassLoader;
import org.plimsoll.engine.sandbox.Violation;

/** One build of rule texts by Drools: a container of its own, under a release id no other build has. */
final class RuleModule {
    private static final AtomicLong BUILDS = new AtomicLong();
    private static final String CLASS_SUFFIX = ".class";
    private static final String SOURCE_LISTING = "Java source of ";

    /** How the Java compiler complains that it may not see all of the JDK; it does so beside a real error only. */
    private static final String HIDDEN_TYPE = "It is indirectly referenced from required";

    private final List<BuildError> errors;
    private final List<Violation> violations;
    private final GeneratedCode code;
    private final @Nullable Rules rules;
    private final AtomicBoolean disposed = new AtomicBoolean();

    private RuleModule(List<BuildError> errors, List<Violation> violations, GeneratedCode code, @Nullable Rules rules) {
        this.errors = errors;
        this.violations = violations;
        this.code = code;
        this.rules = rules;
    }

    /** What a build that succeeded brings. */
    private record Rules(KieContainer container, List<Model> models, DirectPlan plan) {}

    /**
     * What stopped a build.
     *
     * @param text in Drools' or the Java compiler's words, not fit for an author
     * @param path file of the text or of the generated class
     * @param line line of it; zero or below when unknown
     */
    record BuildError(String text, @Nullable String path, int line) {}

    /**
     * Builds rules. Every generated class is read before any is loaded.
     *
     * @param texts admitted texts
     * @param packageName their package
     */
    static RuleModule build(List<RuleText> texts, String packageName) {
        KieServices services = KieServices.get();
        ReleaseId releaseId = new ReleaseIdImpl("org.plimsoll.rules", "build-" + BUILDS.incrementAndGet(), "1");
        RuleClassLoader loader = new RuleClassLoader(RuleModule.class.getClassLoader(), packageName);
        GeneratedCode code = new GeneratedCode();
        try {
            KieBuilderImpl builder =
                    (KieBuilderImpl) services.newKieBuilder(files(services, releaseId, texts, packageName), loader);
            builder.buildAll(
                    (module, own) -> new Project(module, own, new ClassAdmission(packageName), code), name -> true);
            List<BuildError> errors = errors(builder.getResults());
            return new RuleModule(
                    errors, List.of(), code, errors.isEmpty() ? rules(services, releaseId, loader) : null);
        } catch (InadmissibleException e) {
            return new RuleModule(List.of(), e.violations, code, null);
        } catch (InadmissibleClassException e) {
            return new RuleModule(List.of(), e.violations(), code, null);
        } catch (RuntimeException e) {
            // Drools lets many of its complaints about a rule through as exceptions of whatever kind.
            return new RuleModule(
                    List.of(new BuildError(String.valueOf(e.getMessage()), "", 0)), List.of(), code, null);
        } finally {
            // The container keeps the module; a failed build must not stay behind either.
            services.getRepository().removeKieModule(releaseId);
        }
    }

    /** Errors without those that only say that the compiler may not see everything, unless these are all there is. */
    private static List<BuildError> errors(Results results) {
        List<BuildError> all = results.getMessages(Message.Level.ERROR).stream()
                .filter(message -> !message.getText().startsWith(SOURCE_LISTING))
                .map(message -> new BuildError(message.getText(), message.getPath(), message.getLine()))
                .toList();
        List<BuildError> telling = all.stream()
                .filter(error -> !error.text().contains(HIDDEN_TYPE))
                .toList();
        return telling.isEmpty() ? all : telling;
    }

    private static KieFileSystem files(
            KieServices services, ReleaseId releaseId, List<RuleText> texts, String packageName) {
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(releaseId);
        KieModuleModel module = services.newKieModuleModel();
        module.setConfigurationProperty("drools.dialect.java.compiler", "ECLIPSE");
        // Facts never change while rules fire, so it does not matter which of their fields a rule reads.
        module.setConfigurationProperty("drools.propertySpecific", "DISABLED");
        files.writeKModuleXML(module.toXML());
        for (int i = 0; i < texts.size(); i++) {
            files.write(
                    "src/main/resources/" + packageName.replace('.', '/') + "/" + i + ".drl",
                    texts.get(i).drl());
        }
        return files;
    }

    private static Rules rules(KieServices services, ReleaseId releaseId, RuleClassLoader loader) {
        KieContainer container = services.newKieContainer(releaseId, loader);
        List<Model> models = loader.models();
        return new Rules(container, models, DirectPlan.of(models));
    }

    /** What stopped the build; empty when it succeeded or was not admitted. */
    List<BuildError> errors() {
        return errors;
    }

    /** What of the generated code is not admitted. */
    List<Violation> violations() {
        return violations;
    }

    boolean succeeded() {
        return rules != null;
    }

    /** What was generated from the rules. */
    GeneratedCode code() {
        return code;
    }

    /** Which rules need a session, and why. */
    List<SessionReason> sessionReasons() {
        return built().plan.reasons();
    }

    /** The fastest way to fire the rules. */
    Execution execution(Map<String, RuleReference> references) {
        return sessionReasons().isEmpty()
                ? new DirectExecution(built().plan, references)
                : sessionExecution(references);
    }

    /** The way that all rules can be fired. */
    SessionExecution sessionExecution(Map<String, RuleReference> references) {
        return new SessionExecution(built().container.newKieBase(sessionConfiguration()), built().models, references);
    }

    /** How sessions find matches. */
    KieBaseConfiguration sessionConfiguration() {
        KieBaseConfiguration configuration = KieServices.get()
                .newKieBaseConfiguration(null, built().container.getClassLoader());
        MatchCost.exactly(configuration);
        return configuration;
    }

    /** The rules as the rule compiler describes them. */
    List<Model> models() {
        return built().models;
    }

    private Rules built() {
        if (rules == null) {
            throw new IllegalStateException("The build failed: " + errors + violations);
        }
        return rules;
    }

    /** Lets go of everything. Doing so again does nothing. */
    void dispose() {
        if (rules != null && disposed.compareAndSet(false, true)) {
            rules.container.dispose();
        }
    }

    /** Breaks a build off because of what was generated. */
    private static final class InadmissibleException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Violation> violations;

        InadmissibleException(List<Violation> violations) {
            super("not admitted");
            this.violations = violations;
        }
    }

    /** The executable model's project with a look at the generated classes before anything loads them. */
    private static final class Project extends CanonicalModelKieProject {
        private final ClassAdmission admission;
        private final GeneratedCode code;

        Project(InternalKieModule module, ClassLoader loader, ClassAdmission admission, GeneratedCode code) {
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
            List<Violation> violations = admission.admit(generated).violations();
            if (!violations.isEmpty()) {
                throw new InadmissibleException(violations);
            }
        }
    }
}
