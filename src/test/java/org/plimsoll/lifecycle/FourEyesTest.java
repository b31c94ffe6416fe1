package org.plimsoll.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.lifecycle.FourEyes.Part;

class FourEyesTest {
    @Test
    void another_mayVote() {
        assertThat(FourEyes.bars("carl", List.of("ann", "bob"), "ann", List.of("dora")))
                .isEmpty();
        assertThat(FourEyes.bars("carl", List.of(), "ann", List.of())).isEmpty();
    }

    @Test
    void writer_proposerAndVoter_areBarred() {
        assertThat(FourEyes.bars("bob", List.of("ann", "bob"), "ann", List.of()))
                .contains(Part.WROTE);
        assertThat(FourEyes.bars("eva", List.of("ann"), "eva", List.of())).contains(Part.PROPOSED);
        assertThat(FourEyes.bars("dora", List.of("ann"), "ann", List.of("dora")))
                .contains(Part.VOTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "Ann", "ANN", " ann ", "ann\t"})
    void name_thatDiffersInCaseOrBlanksOnly_isTheSamePerson(String name) {
        assertThat(FourEyes.bars(name, List.of("Ann"), "bob", List.of())).contains(Part.WROTE);
        assertThat(FourEyes.bars(name, List.of(), "ANN", List.of())).contains(Part.PROPOSED);
        assertThat(FourEyes.bars(name, List.of(), "bob", List.of("aNN"))).contains(Part.VOTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "an", "a nn", ""})
    void name_thatDiffersOtherwise_isAnother(String name) {
        assertThat(FourEyes.bars(name, List.of("ann"), "ann", List.of("ann"))).isEmpty();
    }
}
