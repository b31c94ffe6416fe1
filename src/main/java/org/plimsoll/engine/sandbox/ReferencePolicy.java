package org.plimsoll.engine.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What the code of one generated method may refer to: members on the lists of its {@link CodeKind}, and those classes of
 * its own rule set that code of its kind refers to. Rule code refers to none, so that no rule can call another, or
 * itself.
 */
final class ReferencePolicy {
    private static final Set<String> VALUES = Set.of(
            "java/lang/Boolean",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/String",
            "java/math/BigDecimal",
            "java/time/Instant");

    private static final Set<String> MODEL_ARRAYS = Set.of(
            "org/drools/model/Rule",
            "org/drools/model/RuleItemBuilder",
            "org/drools/model/RulesSupplier",
            "org/drools/model/functions/accumulate/AccumulateFunction",
            "org/drools/model/view/ViewItemBuilder");

    private static final Handle CONCATENATION = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/StringConcatFactory",
            "makeConcatWithConstants",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;"
                    + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
            false);

    private static final Handle METAFACTORY = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    private static final Type ANY_RESULT = Type.getMethodType("()Ljava/lang/Object;");

    private final GeneratedNames names;
    private final ClassRole role;
    private final CodeKind kind;
    private final String owner;
    private final String method;

    ReferencePolicy(GeneratedNames names, ClassRole role, CodeKind kind, String owner, String method) {
        this.names = names;
        this.role = role;
        this.kind = kind;
        this.owner = owner;
        this.method = method;
    }

    /** Whether a class would be one of the rule set. */
    boolean isOwn(String type) {
        return names.isOwn(type);
    }

    boolean allowsCall(int opcode, String target, String name, String descriptor) {
        if (kind.allowsCall(target + "." + name + descriptor)) {
            return true;
        }
        return switch (role) {
            case RULE -> kind == CodeKind.BRIDGE && target.equals(owner) && name.equals(method);
            case MODEL ->
                (method.equals("<init>") && target.equals(owner) && name.equals("getRulesList"))
                        || isPartOfTheList(target, name, descriptor)
                        || listsRule(opcode, target, descriptor);
            case RULE_LIST -> listsRule(opcode, target, descriptor);
            case METADATA_HOLDER -> isOwnConstructor(ClassRole.METADATA, target, name, descriptor);
            case PROJECT -> isOwnConstructor(ClassRole.MODEL, target, name, descriptor);
            case RULE_METHODS, METADATA -> false;
        };
    }

    private boolean listsRule(int opcode, String target, String descriptor) {
        return method.startsWith("getRulesList")
                && opcode == Opcodes.INVOKESTATIC
                && names.is(ClassRole.RULE_METHODS, target)
                && descriptor.equals("()Lorg/drools/model/Rule;");
    }

    private boolean isPartOfTheList(String target, String name, String descriptor) {
        return method.equals("<init>")
                && names.is(ClassRole.RULE_LIST, target)
                && ((name.equals("<init>") && descriptor.equals("()V"))
                        || (name.equals("getRulesList") && descriptor.equals("()Ljava/util/List;")));
    }

    private boolean isOwnConstructor(ClassRole ofRole, String target, String name, String descriptor) {
        return name.equals("<init>") && descriptor.equals("()V") && names.is(ofRole, target);
    }

    boolean allowsField(int opcode, String target, String name, String descriptor) {
        if (opcode == Opcodes.GETSTATIC && kind.allowsField(target + "." + name)) {
            return true;
        }
        return switch (role) {
            case MODEL, METADATA_HOLDER ->
                target.equals(owner)
                        && opcode != Opcodes.GETSTATIC
                        && (opcode != Opcodes.PUTSTATIC || method.equals("<clinit>"));
            case RULE_METHODS ->
                opcode == Opcodes.GETSTATIC
                        && ((names.is(ClassRole.RULE, target)
                                        && name.equals("INSTANCE")
                                        && descriptor.equals("L" + target + ";"))
                                || names.is(ClassRole.METADATA_HOLDER, target));
            case RULE, RULE_LIST, METADATA, PROJECT -> false;
        };
    }

    boolean allowsNew(String type) {
        return switch (kind) {
            case AUTHORED, DESCRIPTION, MODEL, METADATA, PROJECT ->
                kind.constructs(type)
                        || (role == ClassRole.METADATA_HOLDER && names.is(ClassRole.METADATA, type))
                        || (role == ClassRole.MODEL && names.is(ClassRole.RULE_LIST, type))
                        || (role == ClassRole.PROJECT && names.is(ClassRole.MODEL, type));
            case BRIDGE, FIXED -> false;
        };
    }

    boolean allowsCast(String type) {
        return switch (kind) {
            case AUTHORED -> isOfVocabulary(type);
            case BRIDGE -> isOfVocabulary(type) || type.equals("org/drools/model/Drools");
            case DESCRIPTION, FIXED, MODEL, METADATA, PROJECT -> false;
        };
    }

    boolean allowsArrayOf(String type) {
        return switch (kind) {
            case AUTHORED -> type.equals("java/lang/Object");
            case DESCRIPTION -> type.equals("java/lang/String");
            case MODEL -> MODEL_ARRAYS.contains(type);
            case PROJECT -> type.equals("org/drools/model/Model");
            case BRIDGE, FIXED, METADATA -> false;
        };
    }

    boolean allowsClassConstant(String type) {
        return (role == ClassRole.RULE_METHODS || role == ClassRole.METADATA) && isOfVocabulary(type);
    }

    private static boolean isOfVocabulary(String type) {
        return VALUES.contains(type) || VocabularyMembers.TYPES.contains(type);
    }

    /** Null when a dynamic call is one that the compiler makes of allowed parts. */
    @Nullable
    ViolationCode checkDynamic(String name, String descriptor, Handle bootstrap, Object[] arguments) {
        if (bootstrap.equals(CONCATENATION) && kind.joinsTexts()) {
            return isPlainConcatenation(descriptor, arguments) ? null : ViolationCode.TEXT;
        }
        if (bootstrap.equals(METAFACTORY) && role == ClassRole.RULE_METHODS) {
            boolean accumulates = name.equals("get")
                    && descriptor.equals("()Ljava/util/function/Supplier;")
                    && arguments.length == 3
                    && ANY_RESULT.equals(arguments[0])
                    && arguments[1] instanceof Handle constructor
                    && constructor.getTag() == Opcodes.H_NEWINVOKESPECIAL
                    && AllowedMembers.ACCUMULATE_FUNCTIONS.contains(constructor.getOwner())
                    && constructor.getDesc().equals("()V")
                    && ANY_RESULT.equals(arguments[2]);
            return accumulates ? null : ViolationCode.FORBIDDEN_BOOTSTRAP;
        }
        return ViolationCode.FORBIDDEN_BOOTSTRAP;
    }

    private static boolean isPlainConcatenation(String descriptor, Object[] arguments) {
        return arguments.length == 1
                && arguments[0] instanceof String fixed
                && fixed.length() <= AdmissionLimits.TEXT_LENGTH
                && Arrays.stream(Type.getArgumentTypes(descriptor)).allMatch(ReferencePolicy::isShortText);
    }

    private static boolean isShortText(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.INT, Type.LONG -> true;
            case Type.OBJECT -> type.getInternalName().equals("java/lang/String");
            default -> false;
        };
    }

    /** Owners and methods of every dynamic call that is allowed. */
    static List<String> bootstraps() {
        return List.of(
                CONCATENATION.getOwner() + "." + CONCATENATION.getName(),
                METAFACTORY.getOwner() + "." + METAFACTORY.getName());
    }
}
