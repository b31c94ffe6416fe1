package org.plimsoll.benchmark.peers;

import java.util.List;
import java.util.function.Function;
import org.plimsoll.benchmark.Form;
import org.plimsoll.benchmark.OwnForms;
import org.plimsoll.policy.Fact;

/** The forms that are compared in one process. */
public enum PeerForm {
    HAND_WRITTEN("hand-written Java", "decimal", "none", OwnForms::handWritten),
    PLIMSOLL("Plimsoll", "decimal", "every firing", OwnForms::direct),
    PLIMSOLL_SESSION("Plimsoll, in a Drools session", "decimal", "every firing", OwnForms::session),
    DROOLS_TUTORIAL("Drools as it is taught", "decimal", "none", OwnForms::tutorial),
    CEL_RULES("CEL for Java, a program for each rule", "double", "none", CelForms::rules),
    CEL_EXPRESSIONS("CEL for Java, three expressions", "double", "none", CelForms::expressions),
    EVRETE("Evrete", "decimal", "none", EvreteForm::new),
    CAMUNDA_DMN("Camunda DMN", "decimal, answers in double", "none", CamundaForm::standard),
    CAMUNDA_DMN_LEGACY("Camunda DMN, older expression language", "double", "none", CamundaForm::legacy),
    DROOLS_DMN("Drools DMN", "decimal", "none", DroolsDmnForm::new);

    private final String title;
    private final String arithmetic;
    private final String trace;
    private final Function<List<Fact>, Form> form;

    PeerForm(String title, String arithmetic, String trace, Function<List<Fact>, Form> form) {
        this.title = title;
        this.arithmetic = arithmetic;
        this.trace = trace;
        this.form = form;
    }

    /** Name in the table. */
    String title() {
        return title;
    }

    /** What it computes in. */
    String arithmetic() {
        return arithmetic;
    }

    /** What it tells of how it came to its answer. */
    String trace() {
        return trace;
    }

    /** The form for a portfolio, compiled. */
    Form of(List<Fact> facts) {
        return form.apply(facts);
    }
}
