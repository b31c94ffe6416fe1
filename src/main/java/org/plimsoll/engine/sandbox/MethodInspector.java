package org.plimsoll.engine.sandbox;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/** Reads the code of one generated method and reports what it may not do. */
final class MethodInspector extends MethodVisitor {
    private static final String DECIMAL_FROM_TEXT = "java/math/BigDecimal.<init>(Ljava/lang/String;)V";
    private static final String LIST_OF_LENGTH = "java/util/ArrayList.<init>(I)V";
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?(E[+-]?[0-9]+)?");

    private final CodeKind kind;
    private final ReferencePolicy references;
    private final BiConsumer<ViolationCode, String> report;
    private final Set<Label> passed = new HashSet<>();
    private final Set<Label> targets = new HashSet<>();
    private @Nullable Object constantBefore;
    private int calls;
    private int instructions;

    MethodInspector(CodeKind kind, ReferencePolicy references, BiConsumer<ViolationCode, String> report) {
        super(Opcodes.ASM9);
        this.kind = kind;
        this.references = references;
        this.report = report;
    }

    @Override
    public void visitInsn(int opcode) {
        Object before = constantBefore;
        next(opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5 ? opcode - Opcodes.ICONST_0 : null);
        if (opcode == Opcodes.DUP) {
            constantBefore = before;
        }
        if (kind.allowsInstruction(opcode)) {
            return;
        }
        if (FloatingPoint.isUsedBy(opcode)) {
            report(ViolationCode.INEXACT_NUMBER, "a binary fraction");
        } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
            report(ViolationCode.LOCK, "synchronized");
        } else if (opcode == Opcodes.ATHROW) {
            report(ViolationCode.THROW, "throw");
        } else if (opcode == Opcodes.ARRAYLENGTH || opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            report(ViolationCode.ARRAY, "an element of an array");
        } else {
            report(ViolationCode.FORBIDDEN_INSTRUCTION, "instruction " + opcode);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        next(operand);
        if (opcode == Opcodes.NEWARRAY) {
            report(ViolationCode.ARRAY, "an array of numbers");
        }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        next(null);
        if (FloatingPoint.isUsedBy(opcode)) {
            report(ViolationCode.INEXACT_NUMBER, "a binary fraction");
        } else if (opcode == Opcodes.RET) {
            report(ViolationCode.FORBIDDEN_INSTRUCTION, "subroutine");
        }
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        next(null);
        if (kind != CodeKind.AUTHORED) {
            report(ViolationCode.FORBIDDEN_INSTRUCTION, "increment");
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        Object before = constantBefore;
        next(null);
        switch (opcode) {
            case Opcodes.NEW -> {
                if (!references.allowsNew(type)) {
                    reportMember(ViolationCode.FORBIDDEN_CALL, type, "<init>");
                }
            }
            case Opcodes.ANEWARRAY -> checkArray(type, before);
            case Opcodes.CHECKCAST -> {
                if (!references.allowsCast(type)) {
                    reportType(type);
                }
            }
            default -> report(ViolationCode.FORBIDDEN_INSTRUCTION, "instanceof " + dotted(type));
        }
    }

    private void checkArray(String type, @Nullable Object length) {
        if (references.allowsArrayOf(type)) {
            checkLength(length);
        } else {
            report(ViolationCode.ARRAY, "an array of " + dotted(type));
        }
    }

    private void checkLength(@Nullable Object length) {
        if (!(length instanceof Integer elements)) {
            report(ViolationCode.ARRAY, "an array whose length is not written out");
        } else if (elements < 0 || elements > AdmissionLimits.ARRAY_LENGTH) {
            report(ViolationCode.ARRAY, elements + " values");
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        next(null);
        report(ViolationCode.ARRAY, "an array of arrays");
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        next(null);
        if (!references.allowsField(opcode, owner, name, descriptor)) {
            reportMember(ViolationCode.FORBIDDEN_FIELD, owner, name);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        Object before = constantBefore;
        next(null);
        calls++;
        String member = owner + "." + name + descriptor;
        boolean constructs = name.equals("<init>");
        if (constructs != (opcode == Opcodes.INVOKESPECIAL)
                || !references.allowsCall(opcode, owner, name, descriptor)) {
            boolean inexact = Arrays.stream(Type.getArgumentTypes(descriptor))
                    .anyMatch(type -> type.getSort() == Type.DOUBLE || type.getSort() == Type.FLOAT);
            reportMember(inexact ? ViolationCode.INEXACT_NUMBER : ViolationCode.FORBIDDEN_CALL, owner, name);
        } else if (member.equals(DECIMAL_FROM_TEXT)) {
            checkDecimal(before);
        } else if (member.equals(LIST_OF_LENGTH)) {
            checkLength(before);
        }
    }

    private void checkDecimal(@Nullable Object literal) {
        if (!(literal instanceof String text)) {
            report(ViolationCode.DECIMAL_LITERAL, "a decimal read from a text");
        } else if (text.length() > AdmissionLimits.DECIMAL_LITERAL_LENGTH
                || !PLAIN_DECIMAL.matcher(text).matches()) {
            report(ViolationCode.DECIMAL_LITERAL, text.length() + " characters");
        } else if (!hasOrdinarySize(text)) {
            report(ViolationCode.DECIMAL_LITERAL, text);
        }
    }

    private static boolean hasOrdinarySize(String literal) {
        try {
            return Math.abs((long) new BigDecimal(literal).scale()) <= AdmissionLimits.DECIMAL_LITERAL_SCALE;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        next(null);
        calls++;
        ViolationCode violation = references.checkDynamic(name, descriptor, bootstrap, arguments);
        if (violation == ViolationCode.TEXT) {
            report(violation, "a joined text");
        } else if (violation != null && kind == CodeKind.MODEL) {
            report(ViolationCode.UNSUPPORTED_CONSTRUCT, "this function of accumulate");
        } else if (violation != null) {
            report(violation, "a function as a value");
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        next(value instanceof Integer || value instanceof String ? value : null);
        if (value instanceof Float || value instanceof Double) {
            report(ViolationCode.INEXACT_NUMBER, "the fraction " + value);
        } else if (value instanceof Type type) {
            if (type.getSort() == Type.METHOD || !references.allowsClassConstant(type.getInternalName())) {
                reportType(type.getInternalName());
            }
        } else if (value instanceof String text) {
            if (kind == CodeKind.AUTHORED && text.length() > AdmissionLimits.TEXT_LENGTH) {
                report(ViolationCode.TEXT, text.length() + " characters");
            }
        } else if (!(value instanceof Integer) && !(value instanceof Long)) {
            report(
                    ViolationCode.FORBIDDEN_INSTRUCTION,
                    value.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        next(null);
        target(label);
        if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
            report(ViolationCode.IDENTITY_COMPARISON, "== or !=");
        } else if (opcode == Opcodes.JSR || !kind.branches()) {
            report(ViolationCode.FORBIDDEN_INSTRUCTION, "branch");
        }
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label otherwise, Label... labels) {
        visitSwitch(otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        visitSwitch(otherwise, labels);
    }

    private void visitSwitch(Label otherwise, Label[] labels) {
        next(null);
        target(otherwise);
        for (Label label : labels) {
            target(label);
        }
        if (!kind.isLookup()) {
            report(ViolationCode.SWITCH, "switch");
        }
    }

    private void target(Label label) {
        targets.add(label);
        if (passed.contains(label)) {
            report(ViolationCode.LOOP, "a loop");
        }
    }

    @Override
    public void visitLabel(Label label) {
        passed.add(label);
        if (targets.contains(label)) {
            // Another constant may arrive here from a branch.
            constantBefore = null;
        }
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        report(ViolationCode.EXCEPTION_HANDLER, "catch");
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        report(ViolationCode.OWN_DEFINITION, "an annotation");
        return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String descriptor, boolean visible) {
        report(ViolationCode.OWN_DEFINITION, "an annotation");
        return null;
    }

    @Override
    public void visitAttribute(Attribute attribute) {
        report(ViolationCode.OWN_DEFINITION, "an attribute");
    }

    @Override
    public void visitEnd() {
        if (kind == CodeKind.AUTHORED) {
            if (calls > AdmissionLimits.CALLS) {
                report(ViolationCode.TOO_LARGE, calls + " operations");
            } else if (instructions > AdmissionLimits.INSTRUCTIONS) {
                report(ViolationCode.TOO_LARGE, instructions + " instructions");
            }
        }
    }

    private void next(@Nullable Object constant) {
        instructions++;
        constantBefore = constant;
    }

    private void report(ViolationCode code, String subject) {
        report.accept(code, subject);
    }

    private void reportType(String type) {
        if (type.startsWith("org/drools/")) {
            report(ViolationCode.UNSUPPORTED_CONSTRUCT, "the engine");
        } else {
            report(ViolationCode.CLASS_CONSTANT, dotted(type));
        }
    }

    /** Reports a use of a member in the words of whoever wrote it: Java's, those of a file, or those of the language. */
    private void reportMember(ViolationCode code, String owner, String name) {
        if (references.isOwn(owner)) {
            report(ViolationCode.OWN_DEFINITION, "something other than a rule");
        } else if (owner.startsWith("org/drools/") || owner.startsWith("org/kie/")) {
            report(ViolationCode.UNSUPPORTED_CONSTRUCT, constructOf(owner, name));
        } else if (kind == CodeKind.MODEL) {
            report(ViolationCode.UNSUPPORTED_CONSTRUCT, "computed settings");
        } else {
            report(code, name.equals("<init>") ? "new " + dotted(owner) : dotted(owner) + "." + name);
        }
    }

    /** A member of the engine, as the part of the rule language that it stands for: {@code SoundsLikeOperator.INSTANCE}. */
    private static String constructOf(String owner, String name) {
        boolean namedByItsClass = name.equals("INSTANCE") || name.equals("<init>");
        String member = namedByItsClass ? owner.substring(owner.lastIndexOf('/') + 1) : name;
        return member.replaceFirst("Operator$", "").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String dotted(String internalName) {
        return Type.getObjectType(internalName).getClassName();
    }
}
