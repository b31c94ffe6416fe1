package org.plimsoll.engine.sandbox;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/** The kinds of class that the rule compiler generates, each with the one shape it has. */
enum ClassRole {
    /** A condition, the value of a field, or a consequence: the only code that an author writes. */
    RULE("/P[0-9A-F]{2}/Lambda(Predicate|Extractor|Consequence)[0-9A-F]{32}", "java/lang/Enum", List.of()),

    /** The list of a package's rules. */
    MODEL("/Rules[0-9A-F]{32}", "java/lang/Object", List.of("org/drools/model/Model")),

    /** A further part of the list of a package's rules, which the compiler divides into a thousand each. */
    RULE_LIST("/Rules[0-9A-F]{32}Rules[0-9]+", "java/lang/Object", List.of("org/drools/model/RulesSupplier")),

    /** Descriptions of rules, one method each. */
    RULE_METHODS("/Rules[0-9A-F]{32}RuleMethods[0-9]+", "java/lang/Object", List.of()),

    /** The instances of the classes below. */
    METADATA_HOLDER("/DomainClassesMetadata[0-9A-F]{32}", "java/lang/Object", List.of()),

    /** The numbering of a fact's fields. */
    METADATA(
            "/DomainClassesMetadata[0-9A-F]{32}\\$\\w+_Metadata",
            "java/lang/Object",
            List.of("org/drools/model/DomainClassMetadata")),

    /** The list of a rule set's packages. */
    PROJECT(
            "org/drools/project/model/ProjectModel\\w*",
            "java/lang/Object",
            List.of("org/drools/modelcompiler/CanonicalKieModuleModel"));

    private static final Pattern FUNCTION =
            Pattern.compile("org/drools/model/functions/(Predicate|Function|Block)[0-9]{1,2}");

    private static final int OF_NO_GENERATED_CLASS = Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_ANNOTATION
            | Opcodes.ACC_MODULE
            | Opcodes.ACC_RECORD;

    private static final Map<String, String> MODEL_FIELDS = Map.of(
            "DATE_TIME_FORMATTER", "Ljava/time/format/DateTimeFormatter;",
            "globals", "Ljava/util/List;",
            "typeMetaDatas", "Ljava/util/List;",
            "rules", "Ljava/util/List;");

    private final String name;
    private final String superName;
    private final List<String> interfaces;

    ClassRole(String name, String superName, List<String> interfaces) {
        this.name = name;
        this.superName = superName;
        this.interfaces = interfaces;
    }

    /** A pattern of the names of such classes, with slashes. */
    Pattern namesIn(String rulePackage) {
        return Pattern.compile(this == PROJECT ? name : Pattern.quote(rulePackage.replace('.', '/')) + name);
    }

    boolean allowsShape(int access, @Nullable String superclass, List<String> implemented) {
        if ((access & OF_NO_GENERATED_CLASS) != 0 || !superName.equals(superclass)) {
            return false;
        }
        if (this != RULE) {
            boolean divided = this == MODEL
                    && implemented.equals(List.of("org/drools/model/Model", "org/drools/model/RulesSupplier"));
            return (access & Opcodes.ACC_ENUM) == 0 && (implemented.equals(interfaces) || divided);
        }
        return (access & Opcodes.ACC_ENUM) != 0
                && (access & Opcodes.ACC_FINAL) != 0
                && implemented.size() == 2
                && FUNCTION.matcher(implemented.get(0)).matches()
                && implemented.get(1).equals("org/drools/model/functions/HashedExpression");
    }

    boolean allowsField(String owner, int access, String field, String descriptor) {
        boolean constant = (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) != 0;
        return switch (this) {
            case RULE ->
                constant
                        && switch (field) {
                            case "INSTANCE" -> descriptor.equals("L" + owner + ";");
                            case "ENUM$VALUES" -> descriptor.equals("[L" + owner + ";");
                            case "EXPRESSION_HASH" -> descriptor.equals("Ljava/lang/String;");
                            default -> false;
                        };
            case MODEL -> descriptor.equals(MODEL_FIELDS.get(field));
            case METADATA_HOLDER ->
                constant
                        && field.endsWith("_Metadata_INSTANCE")
                        && descriptor.equals("Lorg/drools/model/DomainClassMetadata;");
            case RULE_LIST, RULE_METHODS, METADATA, PROJECT -> false;
        };
    }
}
