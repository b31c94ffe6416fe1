package org.plimsoll.engine.execution;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.drools.model.AlphaIndex;
import org.drools.model.DomainClassMetadata;
import org.drools.model.Pattern;
import org.drools.model.SingleConstraint;
import org.plimsoll.policy.OnDemand;

/** Fields of facts that are worked out when a rule reads them, which takes time and may be refused. */
final class FieldsOnDemand {
    private FieldsOnDemand() {}

    /** Whether a condition compares one of them. */
    static boolean isComparedBy(SingleConstraint condition, Pattern<?> pattern) {
        DomainClassMetadata fields = pattern.getPatternClassMetadata();
        return condition.getIndex() instanceof AlphaIndex<?, ?> index
                && index.getIndexId() >= 0
                && Arrays.stream(pattern.getPatternVariable().getType().getMethods())
                        .filter(method -> method.isAnnotationPresent(OnDemand.class))
                        .map(Method::getName)
                        .anyMatch(name -> fields.getPropertyIndex(name) == index.getIndexId());
    }
}
