package org.plimsoll.engine.sandbox;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.plimsoll.policy.Functions;

/**
 * Shows rule code, and the compiler that builds it, the vocabulary, the few types of the JDK that it is made of, and the
 * Drools types that generated code names. Every other class and every other resource does not exist.
 *
 * <p>Classes come from the loader given, whatever it is, so that generated code sees the same classes as the server: the
 * loader of a packaged application, of a test or of a plain {@code main}. Classes of the JDK come from the JDK itself.
 * This is a coarse filter, needed so that a name such as {@code Runtime} is an error of compilation; what a class does
 * with the types it can see is judged by {@link ClassAdmission}.
 */
public final class VocabularyClassLoader extends ClassLoader {
    private static final String VOCABULARY = "org.plimsoll.policy.";
    private static final String RESOURCE_SUFFIX = ".class";

    /** JDK types that rules, the vocabulary's signatures and generated code name, or that a compiler insists on. */
    private static final Set<String> JDK = Set.of(
            "java.io.Externalizable",
            "java.io.Serializable",
            "java.lang.Boolean",
            "java.lang.CharSequence",
            "java.lang.Class",
            "java.lang.Cloneable",
            "java.lang.Comparable",
            "java.lang.Enum",
            "java.lang.Enum$EnumDesc",
            "java.lang.Exception",
            "java.lang.IllegalArgumentException",
            "java.lang.Integer",
            "java.lang.Iterable",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Override",
            "java.lang.Record",
            "java.lang.RuntimeException",
            "java.lang.String",
            "java.lang.Throwable",
            "java.lang.constant.Constable",
            "java.lang.constant.ConstantDesc",
            "java.lang.constant.DynamicConstantDesc",
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.invoke.TypeDescriptor",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.math.MathContext",
            "java.time.Instant",
            "java.time.format.DateTimeFormatter",
            "java.time.format.DateTimeFormatterBuilder",
            "java.util.AbstractCollection",
            "java.util.AbstractList",
            "java.util.ArrayList",
            "java.util.Arrays",
            "java.util.Collection",
            "java.util.Collections",
            "java.util.List",
            "java.util.Locale",
            "java.util.Map",
            "java.util.RandomAccess",
            "java.util.function.Supplier");

    /** Packages of the executable model: interfaces and builders without any reach beyond the rules they describe. */
    private static final Set<String> MODEL_PACKAGES = Set.of(
            "org.drools.model",
            "org.drools.model.consequences",
            "org.drools.model.functions",
            "org.drools.model.functions.accumulate",
            "org.drools.model.functions.temporal",
            "org.drools.model.operators",
            "org.drools.model.view");

    private static final Set<String> DROOLS = Set.of(
            "org.drools.compiler.kie.builder.MaterializedLambda",
            "org.drools.model.impl.RuleBuilder",
            "org.drools.modelcompiler.CanonicalKieModuleModel",
            "org.drools.modelcompiler.dsl.pattern.D",
            "org.drools.modelcompiler.util.EvaluationUtil",
            "org.drools.util.DateUtils",
            "org.kie.api.KieServices",
            "org.kie.api.builder.ReleaseId",
            "org.kie.api.builder.model.KieBaseModel",
            "org.kie.api.builder.model.KieModuleModel",
            "org.kie.api.builder.model.KieSessionModel",
            "org.kie.api.builder.model.KieSessionModel$KieSessionType",
            "org.kie.api.conf.EventProcessingOption",
            "org.kie.api.conf.KieBaseMutabilityOption",
            "org.kie.api.runtime.conf.ClockTypeOption",
            "org.kie.util.maven.support.ReleaseIdImpl");

    /** What Drools loads by name from the loader it is given, for its own use: hidden from the compiler. */
    private static final String COMPILER = "org.drools.ecj.EclipseJavaCompiler";

    private static final String ACCUMULATE_FUNCTIONS = "org.drools.core.base.accumulators.";

    /** The settings of Drools as it is shipped, the names of its accumulate functions among them. */
    private static final String DEFAULT_SETTINGS = "META-INF/kie.default.properties.conf";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader source;

    /**
     * A view of another loader.
     *
     * @param source the loader that knows the vocabulary and Drools; usually the one that loaded Plimsoll
     */
    public VocabularyClassLoader(ClassLoader source) {
        super("vocabulary", null);
        this.source = source;
    }

    /** Names of the classes of the vocabulary, which generated code is compiled against. */
    public static SortedSet<String> vocabulary() {
        SortedSet<String> names = new TreeSet<>();
        VocabularyMembers.TYPES.forEach(type -> names.add(type.replace('/', '.')));
        names.add(Functions.class.getName());
        return names;
    }

    /** Whether rule code may name a class. */
    static boolean shows(String className) {
        if (JDK.contains(className) || DROOLS.contains(className)) {
            return true;
        }
        if (className.startsWith(VOCABULARY)) {
            return className.indexOf('.', VOCABULARY.length()) < 0;
        }
        if (className.startsWith(ACCUMULATE_FUNCTIONS)) {
            return AllowedMembers.ACCUMULATE_FUNCTIONS.contains(className.replace('.', '/'));
        }
        int end = className.lastIndexOf('.');
        return end > 0 && MODEL_PACKAGES.contains(className.substring(0, end));
    }

    private static boolean showsToDrools(String className) {
        return className.equals(COMPILER) || className.startsWith(ACCUMULATE_FUNCTIONS);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (JDK.contains(name)) {
            return Class.forName(name, false, null);
        }
        if (shows(name) || showsToDrools(name)) {
            return source.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
        if (!name.endsWith(RESOURCE_SUFFIX)) {
            return null;
        }
        String className =
                name.substring(0, name.length() - RESOURCE_SUFFIX.length()).replace('/', '.');
        if (JDK.contains(className)) {
            return Object.class.getResource("/" + name);
        }
        return shows(className) ? source.getResource(name) : null;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.equals(DEFAULT_SETTINGS)) {
            return source.getResources(name);
        }
        URL resource = getResource(name);
        return resource == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(resource));
    }
}
