package org.plimsoll.engine.gate;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that rules may read because the rule set states them somewhere.
 *
 * @param parameters parameters of the manifest
 * @param figures figures that rules say
 */
public record KnownNames(Set<String> parameters, Set<String> figures) {
    private static final Pattern FIGURE = Pattern.compile("new\\s+Figure\\s*\\([^,\"]{1,200},\\s*\"([^\"]{1,60})\"");

    public KnownNames {
        parameters = Set.copyOf(parameters);
        figures = Set.copyOf(figures);
    }

    /** Names of a rule set with these parameters and rule texts. */
    public static KnownNames of(Collection<String> parameters, List<String> texts) {
        Set<String> figures = new TreeSet<>();
        for (String text : texts) {
            Matcher figure = FIGURE.matcher(text);
            while (figure.find()) {
                figures.add(figure.group(1));
            }
        }
        return new KnownNames(Set.copyOf(parameters), figures);
    }
}
