package org.plimsoll.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lists are matched element by element, each expected one with an actual one of its own. */
final class DecisionCheckTest {
    private static final String ACTIONS = """
            {"actions": [
              {"type": "NOTIFY", "pool": "cross", "reason": "a"},
              {"type": "NOTIFY", "pool": "cross", "reason": "b"},
              {"type": "REDUCE_POSITION", "pool": "cross", "position": "p1", "quantity": "2.5"}],
             "collateral": [{"id": "a", "haircut": "0.02828427124746190097603377448419396"}],
             "warnings": [{"code": "A", "message": "x"}, {"code": "B", "message": "y"}, {"code": "A", "message": "z"}]}
            """;

    @Test
    void elements_inAnotherOrder_match() throws IOException {
        assertThat(failures("{actions: [{type: REDUCE_POSITION}, {reason: b}, {reason: a}]}"))
                .isEmpty();
    }

    @Test
    void elements_thatCouldMatchSeveral_leaveEachItsOwn() throws IOException {
        assertThat(failures("{actions: [{type: NOTIFY}, {pool: cross}, {reason: a}]}"))
                .isEmpty();
        assertThat(failures("{actions: {contains: [{type: NOTIFY}, {reason: a}]}}"))
                .isEmpty();
    }

    @Test
    void element_expectedMoreOftenThanItIsThere_fails() throws IOException {
        assertThat(failures("{actions: {contains: [{reason: a}, {reason: a}]}}"))
                .extracting(Check::path)
                .containsExactly("actions[1].reason");
        assertThat(failures("{actions: {contains: [{type: HEDGE}]}}"))
                .extracting(Check::path, Check::actual)
                .containsExactly(tuple("actions[0]", "none"));
    }

    @Test
    void element_leftOver_failsAnExactListOnly() throws IOException {
        assertThat(failures("{actions: [{reason: a}, {reason: b}]}"))
                .extracting(Check::path, Check::expected)
                .containsExactly(tuple("actions", "none besides"));
        assertThat(failures("{actions: {contains: [{reason: a}, {reason: b}]}}"))
                .isEmpty();
    }

    @Test
    void element_withAnotherFigure_isComparedWithTheLikestLeft() throws IOException {
        assertThat(failures("{actions: {contains: [{type: REDUCE_POSITION, quantity: 3, position: p1}]}}"))
                .extracting(Check::path, Check::expected, Check::actual)
                .containsExactly(tuple("actions[0].quantity", "3", "2.5"));
    }

    @Test
    void figure_withMoreDigitsThanMayBeSent_isCompared() throws IOException {
        assertThat(failures("{collateral: {a: {haircut: '~ 0.0282842712'}}}")).isEmpty();
        assertThat(failures("{collateral: {a: {haircut: '~ 0.0282842713'}}}")).hasSize(1);
    }

    @Test
    void warnings_areComparedByCode() throws IOException {
        assertThat(failures("{warnings: [B, A]}")).isEmpty();
        assertThat(failures("{warnings: {contains: [A]}}")).isEmpty();
        assertThat(failures("{warnings: [A]}"))
                .extracting(Check::expected, Check::actual)
                .containsExactly(tuple("A", "A, B"));
        assertThat(failures("{warnings: {contains: [C]}}")).hasSize(1);
        assertThat(failures("{warnings: []}")).hasSize(1);
    }

    private static List<Check> failures(String expect) throws IOException {
        Expected.Fields expected = Objects.requireNonNull(CaseTexts.only(CaseTexts.file("expect: " + expect + "\n"))
                .expectation()
                .decision());
        return DecisionCheck.check(expected, new ObjectMapper().readTree(ACTIONS)).stream()
                .filter(check -> !check.passed())
                .toList();
    }
}
