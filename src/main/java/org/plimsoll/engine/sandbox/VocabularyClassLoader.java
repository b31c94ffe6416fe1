package org.plimsoll.engine.sandbox;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
            "java.io.Serializable",
            "java.lang.AssertionError",
            "java.lang.AutoCloseable",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.CharSequence",
            "java.lang.Character",
            "java.lang.Class",
            "java.lang.ClassNotFoundException",
            "java.lang.CloneNotSupportedException",
            "java.lang.Cloneable",
            "java.lang.Comparable",
            "java.lang.Deprecated",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Error",
            "java.lang.Exception",
            "java.lang.Float",
            "java.lang.FunctionalInterface",
            "java.lang.IllegalArgumentException",
            "java.lang.Integer",
            "java.lang.Iterable",
            "java.lang.Long",
            "java.lang.NoClassDefFoundError",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Override",
            "java.lang.Record",
            "java.lang.RuntimeException",
            "java.lang.Short",
            "java.lang.String",
            "java.lang.StringBuilder",
            "java.lang.SuppressWarnings",
            "java.lang.Throwable",
            "java.lang.Void",
            "java.lang.annotation.Annotation",
            "java.lang.annotation.Documented",
            "java.lang.annotation.ElementType",
            "java.lang.annotation.Retention",
            "java.lang.annotation.RetentionPolicy",
            "java.lang.annotation.Target",
            "java.lang.constant.Constable",
            "java.lang.constant.ConstantDesc",
            "java.lang.invoke.CallSite",
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.MethodHandle",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.invoke.MethodType",
            "java.lang.invoke.StringConcatFactory",
            "java.lang.invoke.TypeDescriptor",
            "java.lang.invoke.TypeDescriptor$OfField",
            "java.lang.reflect.AnnotatedElement",
            "java.lang.reflect.GenericDeclaration",
            "java.lang.reflect.Type",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.math.MathContext",
            "java.math.RoundingMode",
            "java.time.Instant",
            "java.time.format.DateTimeFormatter",
            "java.time.format.DateTimeFormatterBuilder",
            "java.time.temporal.Temporal",
            "java.time.temporal.TemporalAccessor",
            "java.time.temporal.TemporalAdjuster",
            "java.util.Arrays",
            "java.util.Collection",
            "java.util.Collections",
            "java.util.List",
            "java.util.Locale",
            "java.util.Map",
            "java.util.Optional",
            "java.util.function.Supplier");

    /** Packages of the executable model: interfaces and builders without any reach beyond the rules they describe. */
    private static final Set<String> MODEL_PACKAGES = Set.of(
            "org.drools.model",
            "org.drools.model.consequences",
            "org.drools.model.functions",
            "org.drools.model.functions.accumulate",
            "org.drools.model.functions.temporal",
            "org.drools.model.operators",
            "org.drools.model.view",
            "org.drools.core.base.accumulators");

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
            "org.kie.api.conf.Option",
            "org.kie.api.conf.SingleValueOption",
            "org.kie.api.internal.utils.KieService",
            "org.kie.api.runtime.conf.ClockTypeOption",
            "org.kie.api.runtime.conf.KieSessionOption",
            "org.kie.api.runtime.conf.SingleValueKieSessionOption",
            "org.kie.util.maven.support.ReleaseIdImpl");

    /** Classes that Drools loads by name from the loader it is given, for its own use: hidden from the compiler. */
    private static final Set<String> FOR_DROOLS_ITSELF = Set.of("org.drools.ecj.EclipseJavaCompiler");

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

    /** Whether rule code may name a class. */
    static boolean shows(String className) {
        if (JDK.contains(className) || DROOLS.contains(className)) {
            return true;
        }
        if (className.startsWith(VOCABULARY)) {
            return className.indexOf('.', VOCABULARY.length()) < 0;
        }
        int end = className.lastIndexOf('.');
        return end > 0 && MODEL_PACKAGES.contains(className.substring(0, end));
    }

    /** Names that are shown one by one, sorted; packages end with {@code .*}. */
    static Set<String> shown() {
        return Stream.concat(
                        Stream.of(JDK, DROOLS).flatMap(Set::stream),
                        Stream.concat(
                                Stream.of(VOCABULARY + "*"),
                                MODEL_PACKAGES.stream().map(name -> name + ".*")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (JDK.contains(name)) {
            return Class.forName(name, false, null);
        }
        if (shows(name) || FOR_DROOLS_ITSELF.contains(name)) {
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
        URL resource = getResource(name);
        return resource == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(resource));
    }
}
