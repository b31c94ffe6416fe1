package org.plimsoll.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step in every state. */
class LifecycleTest {
    /** Where a step leads; a dot where it may not be taken. Several where it depends on more than the state. */
    private static final String TABLE = """
                   | EDIT  | CHECK         | PROPOSE           | WITHDRAW | APPROVE                              | REJECT
        DRAFT      | DRAFT | CHECKED       | .                 | .        | .                                    | .
        CHECKED    | DRAFT | CHECKED DRAFT | PROPOSED APPROVED | .        | .                                    | .
        PROPOSED   | .     | .             | .                 | DRAFT    | PROPOSED APPROVED EXPIRED SUPERSEDED | REJECTED
        APPROVED   | .     | .             | .                 | DRAFT    | .                                    | REJECTED
        SCHEDULED  | .     | .             | .                 | .        | SCHEDULED                            | REJECTED
        ACTIVE     | .     | .             | .                 | .        | ACTIVE                               | REJECTED
        SUPERSEDED | .     | .             | .                 | .        | .                                    | .
        EXPIRED    | .     | .             | .                 | .        | .                                    | .
        REJECTED   | .     | .             | .                 | .        | .                                    | .
        RETIRED    | .     | .             | .                 | .        | .                                    | .

                   | ACTIVATE         | BREAK_GLASS      | CANCEL                                         | RETIRE
        DRAFT      | .                | .                | .                                              | RETIRED
        CHECKED    | .                | ACTIVE SCHEDULED | .                                              | RETIRED
        PROPOSED   | .                | ACTIVE SCHEDULED | .                                              | .
        APPROVED   | ACTIVE SCHEDULED | .                | .                                              | RETIRED
        SCHEDULED  | ACTIVE SCHEDULED | .                | APPROVED SUPERSEDED EXPIRED SCHEDULED PROPOSED | .
        ACTIVE     | ACTIVE           | .                | ACTIVE                                         | RETIRED
        SUPERSEDED | ACTIVE SCHEDULED | .                | .                                              | RETIRED
        EXPIRED    | ACTIVE SCHEDULED | .                | .                                              | RETIRED
        REJECTED   | .                | .                | .                                              | RETIRED
        RETIRED    | .                | .                | .                                              | .

                   | TAKE_EFFECT | SUPERSEDE                     | EXPIRE
        DRAFT      | .           | .                             | .
        CHECKED    | .           | .                             | .
        PROPOSED   | .           | .                             | .
        APPROVED   | .           | .                             | .
        SCHEDULED  | ACTIVE      | .                             | .
        ACTIVE     | ACTIVE      | SUPERSEDED SCHEDULED PROPOSED | EXPIRED SUPERSEDED SCHEDULED PROPOSED ACTIVE
        SUPERSEDED | ACTIVE      | .                             | .
        EXPIRED    | .           | .                             | .
        REJECTED   | .           | .                             | .
        RETIRED    | .           | .                             | .
        """;

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        List<String> steps = List.of();
        for (String line : TABLE.lines().filter(each -> !each.isBlank()).toList()) {
            List<String> row =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            if (row.get(0).isEmpty()) {
                steps = row;
            } else {
                for (int i = 1; i < row.size(); i++) {
                    Set<State> after = new TreeSet<>();
                    Arrays.stream(row.get(i).split(" "))
                            .filter(name -> !name.equals("."))
                            .map(State::valueOf)
                            .forEach(after::add);
                    cells.add(Arguments.of(State.valueOf(row.get(0)), Step.valueOf(steps.get(i)), after));
                }
            }
        }
        return cells.stream();
    }

    @Test
    void table_hasEveryStepInEveryState() {
        assertThat(cells().map(cell -> cell.get()[0] + " " + cell.get()[1]).distinct())
                .hasSize(State.values().length * Step.values().length);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void step_inAState_leadsWhereTheTableSays(State state, Step step, Set<State> after) {
        assertThat(Lifecycle.after(state, step)).isEqualTo(after);
        assertThat(Lifecycle.allows(state, step)).isEqualTo(!after.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void stepThatMayNotBeTaken_saysWhatCanBeDoneInstead(State state, Step step, Set<State> after) {
        if (after.isEmpty()) {
            assertThat(Lifecycle.instead(state, step)).matches("(?s)[A-Z].*\\.");
        }
    }

    /** No way leads from a draft into force but by approval, or by an emergency. */
    @Test
    void versionNobodyApproved_getsIntoForceInAnEmergencyOnly() {
        for (State state : List.of(State.DRAFT, State.CHECKED, State.PROPOSED, State.REJECTED, State.RETIRED)) {
            for (Step step : Step.values()) {
                if (step != Step.BREAK_GLASS) {
                    assertThat(Lifecycle.after(state, step))
                            .as("%s in %s", step, state)
                            .doesNotContain(State.ACTIVE, State.SCHEDULED);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, NONE, DRAFT",
        "DRAFT, PLANNED, DRAFT",
        "DRAFT, IN_FORCE, ACTIVE",
        "DRAFT, OVER, DRAFT",
        "DRAFT, RAN_OUT, DRAFT",
        "CHECKED, NONE, CHECKED",
        "CHECKED, PLANNED, CHECKED",
        "CHECKED, IN_FORCE, ACTIVE",
        "CHECKED, OVER, CHECKED",
        "CHECKED, RAN_OUT, CHECKED",
        "PROPOSED, NONE, PROPOSED",
        "PROPOSED, PLANNED, SCHEDULED",
        "PROPOSED, IN_FORCE, ACTIVE",
        "PROPOSED, OVER, PROPOSED",
        "PROPOSED, RAN_OUT, PROPOSED",
        "APPROVED, NONE, APPROVED",
        "APPROVED, PLANNED, SCHEDULED",
        "APPROVED, IN_FORCE, ACTIVE",
        "APPROVED, OVER, SUPERSEDED",
        "APPROVED, RAN_OUT, EXPIRED",
        "REJECTED, NONE, REJECTED",
        "REJECTED, PLANNED, REJECTED",
        "REJECTED, IN_FORCE, REJECTED",
        "REJECTED, OVER, REJECTED",
        "REJECTED, RAN_OUT, REJECTED",
        "RETIRED, NONE, RETIRED",
        "RETIRED, PLANNED, RETIRED",
        "RETIRED, IN_FORCE, RETIRED",
        "RETIRED, OVER, RETIRED",
        "RETIRED, RAN_OUT, RETIRED"
    })
    void state_followsFromStageAndEffect(Stage stage, Effect effect, State state) {
        assertThat(State.of(stage, effect)).isEqualTo(state);
    }
}
