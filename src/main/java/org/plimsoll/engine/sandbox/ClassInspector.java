package org.plimsoll.engine.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/** Reads one generated class: its shape, its members, their code. */
final class ClassInspector extends ClassVisitor {
    private static final int OF_NO_GENERATED_METHOD =
            Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT | Opcodes.ACC_STRICT;

    private static final String MATERIALIZED_LAMBDA = "Lorg/drools/compiler/kie/builder/MaterializedLambda;";
    private static final Set<String> AUTHORED_METHODS = Set.of("test", "apply", "execute");
    private static final Pattern RULE_METHOD = Pattern.compile("rule_\\w+\\(\\)Lorg/drools/model/Rule;");
    private static final Set<String> MODEL_METHODS = Set.of(
            "<clinit>()V",
            "<init>()V",
            "getName()Ljava/lang/String;",
            "getGlobals()Ljava/util/List;",
            "getTypeMetaDatas()Ljava/util/List;",
            "getRules()Ljava/util/List;",
            "getQueries()Ljava/util/List;",
            "getEntryPoints()Ljava/util/List;");
    private static final Set<String> METADATA_METHODS = Set.of(
            "<init>()V",
            "getDomainClass()Ljava/lang/Class;",
            "getPropertiesSize()I",
            "getPropertyIndex(Ljava/lang/String;)I");
    private static final Set<String> PROJECT_METHODS = Set.of(
            "<init>()V",
            "getVersion()Ljava/lang/String;",
            "getModels()Ljava/util/List;",
            "getModelsForKieBase(Ljava/lang/String;)Ljava/util/List;",
            "getReleaseId()Lorg/kie/api/builder/ReleaseId;",
            "getKieModuleModel()Lorg/kie/api/builder/model/KieModuleModel;");

    private final GeneratedNames names;
    private final String expectedName;
    private final List<Violation> violations = new ArrayList<>();
    private ClassRole role = ClassRole.PROJECT;

    /**
     * An inspector of one class.
     *
     * @param expectedName name with slashes that the class is stored under
     */
    ClassInspector(GeneratedNames names, String expectedName) {
        super(Opcodes.ASM9);
        this.names = names;
        this.expectedName = expectedName;
    }

    List<Violation> violations() {
        return violations;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        ClassRole found = names.roleOf(name);
        if (!names.usable() || (found == null && !names.isOwn(name))) {
            report(ViolationCode.FORBIDDEN_PACKAGE, "", packageOf(name));
            return;
        }
        if (found == null || !name.equals(expectedName)) {
            report(ViolationCode.OWN_DEFINITION, "", "a class");
            return;
        }
        role = found;
        if (!role.allowsShape(access, superName, interfaces == null ? List.of() : List.of(interfaces))) {
            report(ViolationCode.OWN_DEFINITION, "", "a class");
        }
    }

    private static String packageOf(String internalName) {
        return internalName
                .substring(0, Math.max(0, internalName.lastIndexOf('/')))
                .replace('/', '.');
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (!role.allowsField(expectedName, access, name, descriptor)) {
            report(ViolationCode.OWN_DEFINITION, "", "a field");
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        CodeKind kind = kindOf(access, name, descriptor);
        if ((access & OF_NO_GENERATED_METHOD) != 0 || kind == null) {
            report(
                    name.equals("<clinit>") ? ViolationCode.STATIC_INITIALISER : ViolationCode.OWN_DEFINITION,
                    name,
                    "a method");
        }
        if (kind == null) {
            return null;
        }
        BiConsumer<ViolationCode, String> report = (code, subject) -> report(code, name, subject);
        return kind == CodeKind.FIXED
                ? new FixedCode(expectedName, name + descriptor, report)
                : new MethodInspector(kind, new ReferencePolicy(names, role, kind, expectedName, name), report);
    }

    private @Nullable CodeKind kindOf(int access, String name, String descriptor) {
        String method = name + descriptor;
        return switch (role) {
            case RULE -> kindInRule(access, name, method);
            case MODEL -> MODEL_METHODS.contains(method) || isListOfRules(method) ? CodeKind.MODEL : null;
            case RULE_LIST -> method.equals("<init>()V") || isListOfRules(method) ? CodeKind.MODEL : null;
            case RULE_METHODS ->
                method.equals("<init>()V") || RULE_METHOD.matcher(method).matches() ? CodeKind.MODEL : null;
            case METADATA_HOLDER -> method.equals("<init>()V") || method.equals("<clinit>()V") ? CodeKind.MODEL : null;
            case METADATA -> METADATA_METHODS.contains(method) ? CodeKind.METADATA : null;
            case PROJECT -> PROJECT_METHODS.contains(method) ? CodeKind.PROJECT : null;
        };
    }

    private @Nullable CodeKind kindInRule(int access, String name, String method) {
        if (FixedCode.isOf(expectedName, method)) {
            return CodeKind.FIXED;
        }
        if (method.equals("predicateInformation()Lorg/drools/model/functions/PredicateInformation;")) {
            return CodeKind.DESCRIPTION;
        }
        if (!AUTHORED_METHODS.contains(name)) {
            return null;
        }
        return (access & Opcodes.ACC_BRIDGE) != 0 ? CodeKind.BRIDGE : CodeKind.AUTHORED;
    }

    private static boolean isListOfRules(String method) {
        return method.startsWith("getRulesList") && method.endsWith("()Ljava/util/List;");
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (!descriptor.equals(MATERIALIZED_LAMBDA)) {
            report(ViolationCode.OWN_DEFINITION, "", "an annotation");
        }
        return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String descriptor, boolean visible) {
        report(ViolationCode.OWN_DEFINITION, "", "an annotation");
        return null;
    }

    @Override
    public void visitAttribute(Attribute attribute) {
        report(ViolationCode.OWN_DEFINITION, "", "an attribute");
    }

    @Override
    public @Nullable ModuleVisitor visitModule(String name, int access, @Nullable String version) {
        report(ViolationCode.OWN_DEFINITION, "", "a module");
        return null;
    }

    @Override
    public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {
        report(ViolationCode.OWN_DEFINITION, "", "a class");
    }

    @Override
    public void visitPermittedSubclass(String subclass) {
        report(ViolationCode.OWN_DEFINITION, "", "a class");
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
            String name, String descriptor, @Nullable String signature) {
        report(ViolationCode.OWN_DEFINITION, "", "a type");
        return null;
    }

    private void report(ViolationCode code, String method, String subject) {
        violations.add(new Violation(code, expectedName.replace('/', '.'), method, subject, List.of()));
    }
}
