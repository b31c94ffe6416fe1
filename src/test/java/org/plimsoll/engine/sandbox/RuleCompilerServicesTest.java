package org.plimsoll.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Processor;
import java.util.List;
import java.util.function.Supplier;
import org.drools.mvel.parser.MvelParser;
import org.junit.jupiter.api.Test;

class RuleCompilerServicesTest {
    @Test
    void aParserInTheMakingLeavesTheListAloneThatAnotherWalksThrough() {
        RuleCompilerServices.get();
        ParserConfiguration shared = MvelParser.getStaticConfiguration();
        List<Supplier<Processor>> walkedThrough = shared.getProcessors();
        walkedThrough.add(Processor::new);

        // Emptying it would be a ConcurrentModificationException.
        walkedThrough.forEach(processor -> new MvelParser(shared));

        assertThat(walkedThrough).hasSize(1);
    }

    /** Fails when Drools has mended its parser: then the configuration of our own can go. */
    @Test
    void aParserOfDroolsEmptiesTheListOfItsConfiguration() {
        ParserConfiguration configuration = new ParserConfiguration();
        assertThat(configuration.getProcessors()).isNotEmpty();

        new MvelParser(configuration);

        assertThat(configuration.getProcessors()).isEmpty();
    }
}
