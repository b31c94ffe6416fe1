package org.plimsoll.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.drools.model.functions.Function1;
import org.drools.model.functions.Predicate1;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for leads to its code, in however many classes. */
class RuleCodeWriterTest {
    /** As the rule compiler makes them: the one constant of a class. */
    public enum Length implements Function1<String, Integer> {
        INSTANCE;

        @Override
        public Integer apply(String text) {
            return text.length();
        }
    }

    public enum Upper implements Function1<String, String> {
        INSTANCE;

        @Override
        public String apply(String text) {
            return text.toUpperCase(java.util.Locale.ROOT);
        }
    }

    public enum Blank implements Predicate1<String> {
        INSTANCE;

        @Override
        public boolean test(String text) {
            return text.isBlank();
        }
    }

    public enum Short implements Predicate1<String> {
        INSTANCE;

        @Override
        public boolean test(String text) {
            return text.length() < 3;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 4_000})
    void whatIsAskedFor_leadsToItsCode(int mostInAClass) throws Exception {
        RuleCodeWriter writer = new RuleCodeWriter(mostInAClass);
        List<Function1<Object, Object>> readers = new ArrayList<>();
        List<Predicate1<Object>> conditions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(writer.reader(of(Length.INSTANCE)));
            conditions.add(writer.condition(of(Blank.INSTANCE)));
            readers.add(writer.reader(of(Upper.INSTANCE)));
            conditions.add(writer.condition(of(Short.INSTANCE)));
        }
        writer.write();

        assertThat(readers).allSatisfy(reader -> assertThat(reader).isInstanceOf(RuleCode.Reader.class));
        assertThat(readers.stream().map(reader -> reader.apply("abc"))).containsExactly(3, "ABC", 3, "ABC", 3, "ABC");
        List<Boolean> met = new ArrayList<>();
        for (Predicate1<Object> condition : conditions) {
            assertThat(condition).isInstanceOf(RuleCode.Test.class);
            met.add(condition.test("ab"));
        }
        assertThat(met).containsExactly(false, true, false, true, false, true);
    }

    @SuppressWarnings("unchecked")
    private static Function1<Object, Object> of(Function1<?, ?> typed) {
        return (Function1<Object, Object>) typed;
    }

    @SuppressWarnings("unchecked")
    private static Predicate1<Object> of(Predicate1<?> typed) {
        return (Predicate1<Object>) typed;
    }
}
