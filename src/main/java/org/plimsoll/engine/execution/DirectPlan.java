package org.plimsoll.engine.execution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Condition.Type;
import org.drools.model.Consequence;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.jspecify.annotations.Nullable;
import org.plimsoll.decision.RuleReference;

/**
 * Whether the rules of compiled models can be called directly, without a session, and if so, how. One rule that needs a
 * session takes all of its rule set along, since rules may fire on what others insert.
 */
public final class DirectPlan {
    private static final List<Rule.Attribute<?>> SESSION_ATTRIBUTES = List.of(
            Rule.Attribute.NO_LOOP,
            Rule.Attribute.LOCK_ON_ACTIVE,
            Rule.Attribute.ENABLED,
            Rule.Attribute.AUTO_FOCUS,
            Rule.Attribute.AGENDA_GROUP,
            Rule.Attribute.ACTIVATION_GROUP,
            Rule.Attribute.RULEFLOW_GROUP,
            Rule.Attribute.DURATION,
            Rule.Attribute.TIMER,
            Rule.Attribute.CALENDARS,
            Rule.Attribute.DATE_EFFECTIVE,
            Rule.Attribute.DATE_EXPIRES);

    private final List<Rule> rules = new ArrayList<>();
    private final List<SessionReason> reasons = new ArrayList<>();

    private DirectPlan() {}

    /**
     * Why a rule needs a session.
     *
     * @param rule name of the rule
     * @param why what in it does, and how to do without
     */
    public record SessionReason(String rule, String why) {}

    /** The plan for the rules of compiled models, in their order. */
    public static DirectPlan of(Collection<? extends Model> models) {
        DirectPlan plan = new DirectPlan();
        for (Model model : models) {
            for (Rule rule : model.getRules()) {
                plan.rules.add(rule);
                String why = reason(rule);
                if (why != null) {
                    plan.reasons.add(new SessionReason(rule.getName(), why));
                }
            }
        }
        return plan;
    }

    /** What needs a session; empty when nothing does. */
    public List<SessionReason> reasons() {
        return List.copyOf(reasons);
    }

    private static @Nullable String reason(Rule rule) {
        for (Rule.Attribute<?> attribute : SESSION_ATTRIBUTES) {
            Object value = rule.getAttribute(attribute);
            if (value != null && !value.equals(attribute.getDefaultValue())) {
                return "it has an attribute that only a session knows; leave it out";
            }
        }
        if (!(((Object) rule.getAttribute(Rule.Attribute.SALIENCE)) instanceof Integer)) {
            return "its salience is computed; write a number";
        }
        int patterns = 0;
        for (org.drools.model.Condition part : rule.getView().getSubConditions()) {
            if (part.getType() == Type.PATTERN) {
                patterns++;
            } else if (part.getType() != Type.CONSEQUENCE) {
                return "it says something about several facts at once (" + part.getType() + "); test a figure of the"
                        + " group, the pool or the account instead";
            }
        }
        if (patterns != 1) {
            return "it has " + patterns
                    + " patterns; a fact carries what a rule needs to know of its group, its pool and"
                    + " its account, so that one pattern is enough";
        }
        return reason(pattern(rule), rule.getConsequences());
    }

    private static @Nullable String reason(Pattern<?> pattern, Map<String, Consequence> consequences) {
        if (singles(pattern) == null) {
            return "its pattern has alternatives of conditions; join them by || within one condition";
        }
        boolean binds =
                pattern.getBindings().stream().allMatch(binding -> OwnVariables.isBoundToField(binding, pattern));
        Consequence only =
                consequences.size() == 1 ? consequences.values().iterator().next() : null;
        if (!binds
                || only == null
                || only.isBreaking()
                || new RuleCodeWriter().consequence(pattern, only).isEmpty()) {
            return "its consequence needs more than the fact of its pattern";
        }
        return null;
    }

    private static Pattern<?> pattern(Rule rule) {
        return (Pattern<?>) rule.getView().getSubConditions().stream()
                .filter(part -> part.getType() == Type.PATTERN)
                .findFirst()
                .orElseThrow();
    }

    /** The conditions of a pattern, all of which must hold; null when they are not of that form. */
    private static @Nullable List<SingleConstraint> singles(Pattern<?> pattern) {
        List<SingleConstraint> singles = new ArrayList<>();
        return collect(pattern.getConstraint(), OwnVariables.of(pattern), singles) ? singles : null;
    }

    private static boolean collect(Constraint constraint, OwnVariables own, List<SingleConstraint> into) {
        return switch (constraint.getType()) {
            case MULTIPLE, AND -> constraint.getChildren().stream().allMatch(child -> collect(child, own, into));
            case SINGLE -> {
                SingleConstraint single = (SingleConstraint) constraint;
                boolean onFact = own.suffice(single);
                if (onFact) {
                    into.add(single);
                }
                yield onFact || single == SingleConstraint.TRUE;
            }
            case OR -> false;
        };
    }

    /**
     * The rules, in the order in which they were compiled.
     *
     * @throws IllegalStateException when the rules need a session
     */
    List<DirectRule> rules(Map<String, RuleReference> references) {
        if (!reasons.isEmpty()) {
            throw new IllegalStateException("needs a session: " + reasons);
        }
        return direct(references, Set.of());
    }

    /** The rules without those left out, which may need a session. */
    List<DirectRule> direct(Map<String, RuleReference> references, Set<String> leftOut) {
        List<Rule> called =
                rules.stream().filter(rule -> !leftOut.contains(rule.getName())).toList();
        RuleCodeWriter code = new RuleCodeWriter();
        List<DirectRule> direct =
                called.stream().map(rule -> direct(rule, references, code)).toList();
        code.write();
        return direct;
    }

    private static DirectRule direct(Rule rule, Map<String, RuleReference> references, RuleCodeWriter code) {
        Pattern<?> pattern = pattern(rule);
        RuleReference reference = references.get(rule.getName());
        List<SingleConstraint> singles = singles(pattern);
        if (reference == null || singles == null) {
            throw new IllegalStateException("an unknown rule: " + rule.getName());
        }
        OwnVariables own = OwnVariables.of(pattern);
        return new DirectRule(
                reference,
                rule.getAttribute(Rule.Attribute.SALIENCE),
                pattern.getPatternVariable().getType(),
                singles.stream().map(single -> own.condition(single, code)).toList(),
                code.consequence(
                                pattern,
                                rule.getConsequences().values().iterator().next())
                        .orElseThrow());
    }
}
