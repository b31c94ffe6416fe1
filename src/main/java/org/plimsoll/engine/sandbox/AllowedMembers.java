package org.plimsoll.engine.sandbox;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Everything outside the vocabulary that generated code may call, construct or read, member by member. Each is there
 * because Drools generates it for an honest rule, which a test shows; nothing is there because it might be useful.
 *
 * <p>What makes a list like this safe is what it leaves out: no {@code BigDecimal} operation without a
 * {@code MathContext} but those that keep or shorten their operand, and none that could write out its digits; no
 * {@code Object} method; nothing of {@code Drools} but {@code insert}; nothing that gives a class, a thread or a stream.
 */
final class AllowedMembers {
    /** Calls of conditions, extractors and consequences. */
    static final SortedSet<String> RULE_CALLS = members("""
            java/lang/Boolean.valueOf(Z)Ljava/lang/Boolean;
            java/lang/Integer.intValue()I
            java/lang/Integer.valueOf(I)Ljava/lang/Integer;
            java/lang/Long.longValue()J
            java/lang/Long.valueOf(J)Ljava/lang/Long;
            java/lang/String.equals(Ljava/lang/Object;)Z
            java/lang/String.length()I
            java/lang/String.startsWith(Ljava/lang/String;)Z
            java/lang/String.valueOf(Ljava/lang/Object;)Ljava/lang/String;
            java/math/BigDecimal.<init>(I)V
            java/math/BigDecimal.<init>(J)V
            java/math/BigDecimal.<init>(Ljava/lang/String;)V
            java/math/BigDecimal.abs()Ljava/math/BigDecimal;
            java/math/BigDecimal.add(Ljava/math/BigDecimal;Ljava/math/MathContext;)Ljava/math/BigDecimal;
            java/math/BigDecimal.compareTo(Ljava/math/BigDecimal;)I
            java/math/BigDecimal.divide(Ljava/math/BigDecimal;Ljava/math/MathContext;)Ljava/math/BigDecimal;
            java/math/BigDecimal.max(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;
            java/math/BigDecimal.min(Ljava/math/BigDecimal;)Ljava/math/BigDecimal;
            java/math/BigDecimal.multiply(Ljava/math/BigDecimal;Ljava/math/MathContext;)Ljava/math/BigDecimal;
            java/math/BigDecimal.negate()Ljava/math/BigDecimal;
            java/math/BigDecimal.remainder(Ljava/math/BigDecimal;Ljava/math/MathContext;)Ljava/math/BigDecimal;
            java/math/BigDecimal.subtract(Ljava/math/BigDecimal;Ljava/math/MathContext;)Ljava/math/BigDecimal;
            java/util/Map.get(Ljava/lang/Object;)Ljava/lang/Object;
            org/drools/model/Drools.insert(Ljava/lang/Object;)V
            org/drools/modelcompiler/dsl/pattern/D.eval(Lorg/drools/model/functions/Operator;Ljava/lang/Object;[Ljava/lang/Object;)Z
            org/drools/modelcompiler/util/EvaluationUtil.areNullSafeEquals(Ljava/lang/Object;Ljava/lang/Object;)Z
            org/drools/modelcompiler/util/EvaluationUtil.areNumbersNullSafeEquals(Ljava/lang/Number;Ljava/lang/Number;)Z
            org/drools/modelcompiler/util/EvaluationUtil.equals(Ljava/lang/Comparable;Ljava/lang/Comparable;)Z
            org/drools/modelcompiler/util/EvaluationUtil.greaterOrEqual(Ljava/lang/Comparable;Ljava/lang/Comparable;)Z
            org/drools/modelcompiler/util/EvaluationUtil.greaterOrEqualNumbers(Ljava/lang/Long;Ljava/lang/Long;)Z
            org/drools/modelcompiler/util/EvaluationUtil.greaterOrEqualNumbers(Ljava/lang/Number;Ljava/lang/Number;)Z
            org/drools/modelcompiler/util/EvaluationUtil.greaterThan(Ljava/lang/Comparable;Ljava/lang/Comparable;)Z
            org/drools/modelcompiler/util/EvaluationUtil.greaterThanNumbers(Ljava/lang/Long;Ljava/lang/Long;)Z
            org/drools/modelcompiler/util/EvaluationUtil.greaterThanNumbers(Ljava/lang/Number;Ljava/lang/Number;)Z
            org/drools/modelcompiler/util/EvaluationUtil.lessOrEqual(Ljava/lang/Comparable;Ljava/lang/Comparable;)Z
            org/drools/modelcompiler/util/EvaluationUtil.lessOrEqualNumbers(Ljava/lang/Long;Ljava/lang/Long;)Z
            org/drools/modelcompiler/util/EvaluationUtil.lessOrEqualNumbers(Ljava/lang/Number;Ljava/lang/Number;)Z
            org/drools/modelcompiler/util/EvaluationUtil.lessThan(Ljava/lang/Comparable;Ljava/lang/Comparable;)Z
            org/drools/modelcompiler/util/EvaluationUtil.lessThanNumbers(Ljava/lang/Long;Ljava/lang/Long;)Z
            org/drools/modelcompiler/util/EvaluationUtil.lessThanNumbers(Ljava/lang/Number;Ljava/lang/Number;)Z
            org/drools/modelcompiler/util/EvaluationUtil.notEquals(Ljava/lang/Comparable;Ljava/lang/Comparable;)Z
            org/drools/modelcompiler/util/EvaluationUtil.toBigDecimal(Ljava/lang/Object;)Ljava/math/BigDecimal;
            """);

    /** Static fields that conditions, extractors and consequences may read. */
    static final SortedSet<String> RULE_FIELDS = members("""
            java/math/MathContext.DECIMAL128
            org/drools/model/operators/ContainsOperator.INSTANCE
            org/drools/model/operators/InOperator.INSTANCE
            org/drools/model/operators/StringEndsWithOperator.INSTANCE
            org/drools/model/operators/StringLengthWithOperator.INSTANCE
            org/drools/model/operators/StringStartsWithOperator.INSTANCE
            """);

    /** Calls of the method with which a condition describes itself. */
    static final SortedSet<String> DESCRIPTION_CALLS = members("""
            org/drools/model/functions/PredicateInformation.<init>(Ljava/lang/String;[Ljava/lang/String;)V
            org/drools/model/functions/PredicateInformation.addRuleNames([Ljava/lang/String;)V
            org/drools/model/functions/PredicateInformation.setMoreThanMaxRuleDefs(Z)V
            """);

    /** Calls of the code that describes rules to the engine, once, when a rule set is loaded. */
    static final SortedSet<String> MODEL_CALLS = members("""
            java/lang/Boolean.valueOf(Z)Ljava/lang/Boolean;
            java/lang/Integer.valueOf(I)Ljava/lang/Integer;
            java/lang/Long.valueOf(J)Ljava/lang/Long;
            java/lang/Object.<init>()V
            java/math/BigDecimal.<init>(I)V
            java/math/BigDecimal.<init>(J)V
            java/math/BigDecimal.<init>(Ljava/lang/String;)V
            java/time/format/DateTimeFormatterBuilder.<init>()V
            java/time/format/DateTimeFormatterBuilder.appendPattern(Ljava/lang/String;)Ljava/time/format/DateTimeFormatterBuilder;
            java/time/format/DateTimeFormatterBuilder.parseCaseInsensitive()Ljava/time/format/DateTimeFormatterBuilder;
            java/time/format/DateTimeFormatterBuilder.toFormatter(Ljava/util/Locale;)Ljava/time/format/DateTimeFormatter;
            java/util/ArrayList.<init>(I)V
            java/util/Arrays.asList([Ljava/lang/Object;)Ljava/util/List;
            java/util/Collections.emptyList()Ljava/util/List;
            java/util/List.addAll(Ljava/util/Collection;)Z
            org/drools/model/DomainClassMetadata.getPropertyIndex(Ljava/lang/String;)I
            org/drools/model/PatternDSL$PatternDef.bind(Lorg/drools/model/Variable;Lorg/drools/model/functions/Function1;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/model/PatternDSL$PatternDef.expr(Ljava/lang/String;Lorg/drools/model/Variable;Lorg/drools/model/Variable;Lorg/drools/model/functions/Predicate3;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/model/PatternDSL$PatternDef.expr(Ljava/lang/String;Lorg/drools/model/Variable;Lorg/drools/model/functions/Predicate2;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/model/PatternDSL$PatternDef.expr(Ljava/lang/String;Lorg/drools/model/Variable;Lorg/drools/model/functions/Predicate2;Lorg/drools/model/BetaIndex;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/model/PatternDSL$PatternDef.expr(Ljava/lang/String;Lorg/drools/model/functions/Predicate1;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/model/PatternDSL$PatternDef.expr(Ljava/lang/String;Lorg/drools/model/functions/Predicate1;Lorg/drools/model/AlphaIndex;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/model/RulesSupplier.getRules([Lorg/drools/model/RulesSupplier;)Ljava/util/List;
            org/drools/model/consequences/ConsequenceBuilder$_1.execute(Lorg/drools/model/functions/Block2;)Lorg/drools/model/consequences/ConsequenceBuilder$_1;
            org/drools/model/consequences/ConsequenceBuilder$_2.execute(Lorg/drools/model/functions/Block3;)Lorg/drools/model/consequences/ConsequenceBuilder$_2;
            org/drools/model/consequences/ConsequenceBuilder$_3.execute(Lorg/drools/model/functions/Block4;)Lorg/drools/model/consequences/ConsequenceBuilder$_3;
            org/drools/model/consequences/ConsequenceBuilder$_4.execute(Lorg/drools/model/functions/Block5;)Lorg/drools/model/consequences/ConsequenceBuilder$_4;
            org/drools/model/functions/accumulate/AccumulateFunction.as(Lorg/drools/model/Variable;)Lorg/drools/model/functions/accumulate/AccumulateFunction;
            org/drools/model/impl/RuleBuilder.attribute(Lorg/drools/model/Rule$Attribute;Ljava/lang/Object;)Lorg/drools/model/impl/RuleBuilder;
            org/drools/model/impl/RuleBuilder.build([Lorg/drools/model/RuleItemBuilder;)Lorg/drools/model/Rule;
            org/drools/model/impl/RuleBuilder.metadata(Ljava/lang/String;Ljava/lang/Object;)Lorg/drools/model/impl/RuleBuilder;
            org/drools/modelcompiler/dsl/pattern/D.accFunction(Ljava/util/function/Supplier;Lorg/drools/model/Argument;)Lorg/drools/model/functions/accumulate/AccumulateFunction;
            org/drools/modelcompiler/dsl/pattern/D.accumulate(Lorg/drools/model/view/ViewItem;Lorg/drools/model/functions/accumulate/AccumulateFunction;[Lorg/drools/model/functions/accumulate/AccumulateFunction;)Lorg/drools/model/view/ExprViewItem;
            org/drools/modelcompiler/dsl/pattern/D.alphaIndexedBy(Ljava/lang/Class;Lorg/drools/model/Index$ConstraintType;ILorg/drools/model/functions/Function1;Ljava/lang/Object;)Lorg/drools/model/AlphaIndex;
            org/drools/modelcompiler/dsl/pattern/D.and(Lorg/drools/model/view/ViewItemBuilder;[Lorg/drools/model/view/ViewItemBuilder;)Lorg/drools/model/view/ViewItem;
            org/drools/modelcompiler/dsl/pattern/D.betaIndexedBy(Ljava/lang/Class;Lorg/drools/model/Index$ConstraintType;ILorg/drools/model/functions/Function1;Lorg/drools/model/functions/Function1;Ljava/lang/Class;)Lorg/drools/model/BetaIndex;
            org/drools/modelcompiler/dsl/pattern/D.declarationOf(Ljava/lang/Class;Lorg/drools/model/DomainClassMetadata;Ljava/lang/String;)Lorg/drools/model/Declaration;
            org/drools/modelcompiler/dsl/pattern/D.declarationOf(Ljava/lang/Class;Ljava/lang/String;)Lorg/drools/model/Declaration;
            org/drools/modelcompiler/dsl/pattern/D.execute(Lorg/drools/model/functions/Block0;)Lorg/drools/model/consequences/ConsequenceBuilder$_0;
            org/drools/modelcompiler/dsl/pattern/D.execute(Lorg/drools/model/functions/Block1;)Lorg/drools/model/consequences/ConsequenceBuilder$_0;
            org/drools/modelcompiler/dsl/pattern/D.exists(Lorg/drools/model/view/ViewItemBuilder;[Lorg/drools/model/view/ViewItemBuilder;)Lorg/drools/model/view/ExprViewItem;
            org/drools/modelcompiler/dsl/pattern/D.forall(Lorg/drools/model/view/ViewItemBuilder;[Lorg/drools/model/view/ViewItemBuilder;)Lorg/drools/model/view/ExprViewItem;
            org/drools/modelcompiler/dsl/pattern/D.not(Lorg/drools/model/view/ViewItemBuilder;[Lorg/drools/model/view/ViewItemBuilder;)Lorg/drools/model/view/ExprViewItem;
            org/drools/modelcompiler/dsl/pattern/D.on(Lorg/drools/model/Variable;)Lorg/drools/model/consequences/ConsequenceBuilder$_1;
            org/drools/modelcompiler/dsl/pattern/D.on(Lorg/drools/model/Variable;Lorg/drools/model/Variable;)Lorg/drools/model/consequences/ConsequenceBuilder$_2;
            org/drools/modelcompiler/dsl/pattern/D.on(Lorg/drools/model/Variable;Lorg/drools/model/Variable;Lorg/drools/model/Variable;)Lorg/drools/model/consequences/ConsequenceBuilder$_3;
            org/drools/modelcompiler/dsl/pattern/D.on(Lorg/drools/model/Variable;Lorg/drools/model/Variable;Lorg/drools/model/Variable;Lorg/drools/model/Variable;)Lorg/drools/model/consequences/ConsequenceBuilder$_4;
            org/drools/modelcompiler/dsl/pattern/D.or(Lorg/drools/model/view/ViewItemBuilder;[Lorg/drools/model/view/ViewItemBuilder;)Lorg/drools/model/view/ViewItem;
            org/drools/modelcompiler/dsl/pattern/D.pattern(Lorg/drools/model/Variable;)Lorg/drools/model/PatternDSL$PatternDef;
            org/drools/modelcompiler/dsl/pattern/D.rule(Ljava/lang/String;Ljava/lang/String;)Lorg/drools/model/impl/RuleBuilder;
            org/drools/util/DateUtils.getDateFormatMask()Ljava/lang/String;
            """);

    /** Static fields that the description of rules may read. */
    static final SortedSet<String> MODEL_FIELDS = members("""
            java/lang/Boolean.TYPE
            java/lang/Integer.TYPE
            java/lang/Long.TYPE
            java/util/Locale.ENGLISH
            org/drools/model/Index$ConstraintType.EQUAL
            org/drools/model/Index$ConstraintType.FORALL_SELF_JOIN
            org/drools/model/Index$ConstraintType.GREATER_OR_EQUAL
            org/drools/model/Index$ConstraintType.GREATER_THAN
            org/drools/model/Index$ConstraintType.LESS_OR_EQUAL
            org/drools/model/Index$ConstraintType.LESS_THAN
            org/drools/model/Index$ConstraintType.NOT_EQUAL
            org/drools/model/Rule$Attribute.AGENDA_GROUP
            org/drools/model/Rule$Attribute.ENABLED
            org/drools/model/Rule$Attribute.LOCK_ON_ACTIVE
            org/drools/model/Rule$Attribute.NO_LOOP
            org/drools/model/Rule$Attribute.SALIENCE
            """);

    /** Functions that an {@code accumulate} may be made of, by their constructors. */
    static final SortedSet<String> ACCUMULATE_FUNCTIONS = members("""
            org/drools/core/base/accumulators/BigDecimalMaxAccumulateFunction
            org/drools/core/base/accumulators/BigDecimalMinAccumulateFunction
            org/drools/core/base/accumulators/BigDecimalSumAccumulateFunction
            org/drools/core/base/accumulators/CountAccumulateFunction
            org/drools/core/base/accumulators/IntegerMaxAccumulateFunction
            org/drools/core/base/accumulators/IntegerMinAccumulateFunction
            org/drools/core/base/accumulators/IntegerSumAccumulateFunction
            org/drools/core/base/accumulators/LongMaxAccumulateFunction
            org/drools/core/base/accumulators/LongMinAccumulateFunction
            org/drools/core/base/accumulators/LongSumAccumulateFunction
            """);

    /** Calls of the classes that number the fields of facts. */
    static final SortedSet<String> METADATA_CALLS = members("""
            java/lang/Object.<init>()V
            java/lang/RuntimeException.<init>(Ljava/lang/String;)V
            java/lang/String.equals(Ljava/lang/Object;)Z
            java/lang/String.hashCode()I
            """);

    /** Calls of the one class that lists the models of a rule set. */
    static final SortedSet<String> PROJECT_CALLS = members("""
            java/lang/IllegalArgumentException.<init>(Ljava/lang/String;)V
            java/lang/Object.<init>()V
            java/lang/String.equals(Ljava/lang/Object;)Z
            java/lang/String.hashCode()I
            java/util/Arrays.asList([Ljava/lang/Object;)Ljava/util/List;
            org/kie/api/KieServices.get()Lorg/kie/api/KieServices;
            org/kie/api/KieServices.newKieModuleModel()Lorg/kie/api/builder/model/KieModuleModel;
            org/kie/api/builder/model/KieBaseModel.addPackage(Ljava/lang/String;)Lorg/kie/api/builder/model/KieBaseModel;
            org/kie/api/builder/model/KieBaseModel.newKieSessionModel(Ljava/lang/String;)Lorg/kie/api/builder/model/KieSessionModel;
            org/kie/api/builder/model/KieBaseModel.setDefault(Z)Lorg/kie/api/builder/model/KieBaseModel;
            org/kie/api/builder/model/KieBaseModel.setEventProcessingMode(Lorg/kie/api/conf/EventProcessingOption;)Lorg/kie/api/builder/model/KieBaseModel;
            org/kie/api/builder/model/KieBaseModel.setMutability(Lorg/kie/api/conf/KieBaseMutabilityOption;)Lorg/kie/api/builder/model/KieBaseModel;
            org/kie/api/builder/model/KieModuleModel.newKieBaseModel(Ljava/lang/String;)Lorg/kie/api/builder/model/KieBaseModel;
            org/kie/api/builder/model/KieSessionModel.setClockType(Lorg/kie/api/runtime/conf/ClockTypeOption;)Lorg/kie/api/builder/model/KieSessionModel;
            org/kie/api/builder/model/KieSessionModel.setDefault(Z)Lorg/kie/api/builder/model/KieSessionModel;
            org/kie/api/builder/model/KieSessionModel.setType(Lorg/kie/api/builder/model/KieSessionModel$KieSessionType;)Lorg/kie/api/builder/model/KieSessionModel;
            org/kie/api/runtime/conf/ClockTypeOption.get(Ljava/lang/String;)Lorg/kie/api/runtime/conf/ClockTypeOption;
            org/kie/util/maven/support/ReleaseIdImpl.<init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V
            """);

    /** Static fields that the list of models may read. */
    static final SortedSet<String> PROJECT_FIELDS = members("""
            org/kie/api/builder/model/KieSessionModel$KieSessionType.STATEFUL
            org/kie/api/builder/model/KieSessionModel$KieSessionType.STATELESS
            org/kie/api/conf/EventProcessingOption.CLOUD
            org/kie/api/conf/KieBaseMutabilityOption.ALLOWED
            """);

    private AllowedMembers() {}

    private static SortedSet<String> members(String lines) {
        return Collections.unmodifiableSortedSet(
                new TreeSet<>(lines.lines().map(String::strip).toList()));
    }
}
