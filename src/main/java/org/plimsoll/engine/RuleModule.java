package org.plimsoll.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.BuildContext;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.model.Model;
import org.drools.model.codegen.execmodel.CanonicalModelKieProject;
import org.drools.model.codegen.execmodel.ModelBuilderImpl;
import org.drools.model.codegen.execmodel.PackageSources;
import org.drools.modelcompiler.KieBaseBuilder;
import org.drools.util.PortablePath;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.Results;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.util.maven.support.ReleaseIdImpl;
import org.plimsoll.decision.RuleReference;
import org.plimsoll.engine.execution.DirectExecution;
import org.plimsoll.engine.execution.DirectPlan;
import org.plimsoll.engine.execution.DirectPlan.SessionReason;
import org.plimsoll.engine.execution.Execution;
import org.plimsoll.engine.execution.SessionExecution;
import org.plimsoll.engine.module.ModuleArchive;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.module.ModuleRefused;
import org.plimsoll.engine.module.ModuleRefused.Reason;
import org.plimsoll.engine.sandbox.ClassAdmission;
import org.plimsoll.engine.sandbox.ClassClosure;
import org.plimsoll.engine.sandbox.InadmissibleClassException;
import org.plimsoll.engine.sandbox.MatchCost;
import org.plimsoll.engine.sandbox.RuleClassLoader;
import org.plimsoll.engine.sandbox.RuleCompilerServices;
import org.plimsoll.engine.sandbox.Violation;

/** One build of rule texts by Drools, or the classes of an earlier one; nothing of either depends on where they come from. */
final class RuleModule {
    private static final String CLASS_SUFFIX = ".class";
    private static final String PROJECT_MODEL = "org/drools/project/model/";
    private static final String SOURCE_LISTING = "Java source of ";

    /** How the Java compiler complains that it may not see all of the JDK; it does so beside a real error only. */
    private static final String HIDDEN_TYPE = "It is indirectly referenced from required";

    private final List<BuildError> errors;
    private final List<Violation> violations;
    private final GeneratedCode code;
    private final @Nullable Rules rules;

    private RuleModule(List<BuildError> errors, List<Violation> violations, GeneratedCode code, @Nullable Rules rules) {
        this.errors = errors;
        this.violations = violations;
        this.code = code;
        this.rules = rules;
    }

    /** What a build that succeeded brings. */
    private record Rules(RuleClassLoader loader, List<Model> models, DirectPlan plan) {
        static Rules of(Map<String, byte[]> classes, String packageName) {
            RuleClassLoader loader = new RuleClassLoader(RuleModule.class.getClassLoader(), packageName);
            loader.storeClasses(classes);
            List<Model> models = loader.models();
            return new Rules(loader, models, DirectPlan.of(models));
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

    /**
     * Builds rules. Every generated class is read before any is loaded.
     *
     * @param texts admitted texts
     * @param packageName their package
     */
    static RuleModule build(List<RuleText> texts, String packageName) {
        KieServices services = RuleCompilerServices.get();
        ReleaseId releaseId = releaseId(texts, packageName);
        RuleClassLoader loader = new RuleClassLoader(RuleModule.class.getClassLoader(), packageName);
        GeneratedCode code = new GeneratedCode();
        Map<String, byte[]> generated = new TreeMap<>();
        try {
            KieBuilderImpl builder =
                    (KieBuilderImpl) services.newKieBuilder(files(services, releaseId, texts, packageName), loader);
            builder.buildAll(
                    (module, own) -> new Project(module, own, new ClassAdmission(packageName), code, generated),
                    name -> true);
            List<BuildError> errors = errors(builder.getResults());
            return new RuleModule(errors, List.of(), code, errors.isEmpty() ? Rules.of(generated, packageName) : null);
        } catch (InadmissibleException e) {
            return new RuleModule(List.of(), e.violations, code, null);
        } catch (InadmissibleClassException e) {
            return new RuleModule(List.of(), e.violations(), code, null);
        } catch (RuntimeException e) {
            // Drools lets many of its complaints about a rule through as exceptions of whatever kind.
            return new RuleModule(
                    List.of(new BuildError(String.valueOf(e.getMessage()), "", 0)), List.of(), code, null);
        } finally {
            // The repository would keep it.
            services.getRepository().removeKieModule(releaseId);
        }
    }

    /** Generated classes are named after it: the same rules give the same classes. */
    private static ReleaseId releaseId(List<RuleText> texts, String packageName) {
        return new ReleaseIdImpl("org.plimsoll.rules", EngineBuild.inputHash(packageName, texts), "1");
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

    /**
     * Takes the classes of an earlier build, each of which is read before any is loaded.
     *
     * @param archive what {@link #archive} gave, or anything else
     * @param key what it must have been made of and by
     * @param packageName the rules' package
     * @throws ModuleRefused when it is not exactly that
     */
    static RuleModule restore(byte[] archive, ModuleKey key, String packageName) throws ModuleRefused {
        SortedMap<String, byte[]> classes = ModuleArchive.read(archive, key);
        List<Violation> violations =
                new ClassAdmission(packageName).admit(classes).violations();
        if (!violations.isEmpty()) {
            throw notAdmitted(violations);
        }
        ClassClosure closure = ClassClosure.of(packageName, classes);
        if (!closure.missing().isEmpty()) {
            throw new ModuleRefused(Reason.CLASS_MISSING, "it lacks " + closure.missing());
        }
        if (!closure.surplus().isEmpty()) {
            throw new ModuleRefused(Reason.CLASS_TOO_MANY, "nothing leads to " + closure.surplus());
        }
        try {
            return new RuleModule(List.of(), List.of(), new GeneratedCode(), Rules.of(classes, packageName));
        } catch (InadmissibleClassException e) {
            throw notAdmitted(e.violations());
        } catch (RuntimeException | LinkageError e) {
            // Code that the bytecode check admits can still be none that Java links, or describe no rules.
            throw new ModuleRefused(Reason.NOT_LOADABLE, "it cannot be loaded: " + e);
        }
    }

    private static ModuleRefused notAdmitted(List<Violation> violations) {
        Violation first = violations.get(0);
        return new ModuleRefused(
                Reason.NOT_ADMITTED,
                first.code() + " " + first.subject() + " in " + first.className() + ", one of " + violations.size());
    }

    /**
     * The classes as the rule compiler made them, to take again; the same rules give the same bytes.
     *
     * @param key what they were made of and by
     */
    byte[] archive(ModuleKey key) {
        SortedMap<String, byte[]> classes = new TreeMap<>(built().loader.getStore());
        // It names the build, and nothing needs it.
        classes.keySet().removeIf(path -> path.startsWith(PROJECT_MODEL));
        return ModuleArchive.write(key, classes);
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
        return new SessionExecution(
                KieBaseBuilder.createKieBaseFromModel(built().models, sessionConfiguration()),
                built().models,
                references);
    }

    /** How sessions find matches. */
    @SuppressWarnings("deprecation") // The successor takes no class loader.
    KieBaseConfiguration sessionConfiguration() {
        KieBaseConfiguration configuration = RuleCompilerServices.get().newKieBaseConfiguration(null, built().loader);
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
    static final class Project extends CanonicalModelKieProject {
        private final ClassAdmission admission;
        private final GeneratedCode code;
        private final Map<String, byte[]> generated;

        private Project(
                InternalKieModule module,
                ClassLoader loader,
                ClassAdmission admission,
                GeneratedCode code,
                Map<String, byte[]> generated) {
            super(module, loader);
            this.admission = admission;
            this.code = code;
            this.generated = generated;
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
