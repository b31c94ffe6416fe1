package org.plimsoll.engine.sandbox;

import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.drools.mvel.parser.MvelParser;
import org.kie.api.KieServices;

/**
 * Drools' services, to be had from here only: Drools generates the code of many rules on several threads, and each parser
 * it makes for an expression empties one list that all parsers walk through. Rules that are right were then refused, now and
 * then, with "Unknown error". Here every parser has a list of its own.
 */
public final class RuleCompilerServices {
    static {
        MvelParser.setStaticConfiguration(new OwnProcessors());
    }

    private RuleCompilerServices() {}

    /** The services. */
    public static KieServices get() {
        return KieServices.get();
    }

    /** A configuration for any number of parsers at once; none of them wants a processor. */
    private static final class OwnProcessors extends ParserConfiguration {
        @Override
        public List<Supplier<Processor>> getProcessors() {
            return new ArrayList<>();
        }
    }
}
