package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drools.model.Model;
import org.drools.wiring.dynamic.DynamicProjectClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one version of a rule set, and nothing that {@link ClassAdmission} does not admit: whichever way a
 * generated class comes in, compiled just now, read from a store, or made by the rule compiler for its own use while it
 * compiles, it is read before it is defined. Rule code is defined with its budget woven in.
 *
 * <p>Give one to {@code KieServices.newKieBuilder} and one, the same or another, to {@code newKieContainer}: the rule engine
 * takes it for the loader of its project and makes no other.
 */
public final class RuleClassLoader extends DynamicProjectClassLoader {
    private static final String CLASS_FILE = ".class";

    private final ClassAdmission admission;
    private final GeneratedNames names;

    /**
     * A loader of the classes of one rule set.
     *
     * @param source the loader that knows the vocabulary and Drools; usually the one that loaded Plimsoll
     * @param rulePackage the one package that the rule set's files declare, with dots
     */
    public RuleClassLoader(ClassLoader source, String rulePackage) {
        super(new VocabularyClassLoader(source), null);
        this.admission = new ClassAdmission(rulePackage);
        this.names = new GeneratedNames(rulePackage);
    }

    /** No class ever comes from a loader of the rule engine's choice. */
    @Override
    public void setDroolsClassLoader(@Nullable ClassLoader ignored) {}

    @Override
    public Class<?> writeClass(String name, byte[] content) {
        throw new InadmissibleClassException(
                List.of(new Violation(ViolationCode.OWN_DEFINITION, name, "", "a class", List.of())));
    }

    @Override
    public InternalTypesClassLoader makeClassLoader() {
        return new Definer();
    }

    /**
     * The rules of the rule set, as the rule engine sees them; see {@link MatchCost#of}.
     *
     * @throws IllegalStateException before a container has been made with this loader: until then it has no classes, and
     *     the cost of no rules would be nothing
     */
    public List<Model> models() {
        Map<String, byte[]> store = getStore();
        List<Model> models = new ArrayList<>();
        for (String path : store == null ? List.<String>of() : new TreeMap<>(store).keySet()) {
            String name = path.endsWith(CLASS_FILE) ? path.substring(0, path.length() - CLASS_FILE.length()) : "";
            if (names.is(ClassRole.MODEL, name)) {
                try {
                    Object model =
                            loadClass(name.replace('/', '.')).getConstructor().newInstance();
                    models.add((Model) model);
                } catch (ReflectiveOperationException e) {
                    if (e.getCause() instanceof InadmissibleClassException inadmissible) {
                        throw inadmissible;
                    }
                    throw new IllegalStateException("an admitted list of rules cannot be read", e);
                }
            }
        }
        if (models.isEmpty()) {
            throw new IllegalStateException("no container has been made of these rules yet");
        }
        return models;
    }

    /** The loader that defines generated classes, and finds the others where this rule set may look. */
    private final class Definer extends ClassLoader implements InternalTypesClassLoader {
        Definer() {
            super("rules", RuleClassLoader.this.getParent());
        }

        @Override
        public Class<?> defineClass(String name, byte[] content) {
            List<Violation> violations = admission.inspect(name, content);
            if (!violations.isEmpty()) {
                throw new InadmissibleClassException(violations);
            }
            byte[] woven = BudgetWeaver.weave(content);
            return defineClass(name, woven, 0, woven.length);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(RuleCalls.class.getName())) {
                return RuleCalls.class;
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
            }
            try {
                return super.loadClass(name, resolve);
            } catch (ClassNotFoundException e) {
                return tryDefineType(name, e);
            }
        }

        @Override
        public Class<?> loadType(String name, boolean resolve) throws ClassNotFoundException {
            return super.loadClass(name, resolve);
        }

        @Override
        public @Nullable Class<?> findLoadedClassWithoutParent(String name) {
            return findLoadedClass(name);
        }
    }
}
