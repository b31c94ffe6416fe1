package org.plimsoll.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.plimsoll.policy.Collateral;
import org.plimsoll.policy.Position;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.risk.PortfolioFacts;

/** Names attributes that rules cannot have understood: slips of the pen would otherwise take a default without a word. */
final class AttributeDoubts {
    static final String VALUE = "ATTRIBUTE_VALUE_UNKNOWN";
    static final String NAME = "ATTRIBUTE_NOT_READ";
    private static final int MOST = 20;

    private final AttributeWords words;
    private final List<Problem> doubts = new ArrayList<>();
    private final Set<String> said = new HashSet<>();

    private AttributeDoubts(AttributeWords words) {
        this.words = words;
    }

    /** A warning for each attribute and value, at the first place it stands at; at most 20. */
    static List<Problem> of(AttributeWords words, PortfolioFacts facts) {
        if (words == AttributeWords.UNKNOWN) {
            return List.of();
        }
        AttributeDoubts found = new AttributeDoubts(words);
        found.look(true, facts.context().account().attributes(), "/portfolio/account");
        for (Position position : facts.positions()) {
            if (!position.attributes().isEmpty()) {
                found.look(false, position.attributes(), facts.positionPointer(position.id()));
            }
        }
        for (Collateral asset : facts.collateral()) {
            if (!asset.attributes().isEmpty()) {
                found.look(false, asset.attributes(), facts.collateralPointer(asset.id()));
            }
        }
        return found.doubts;
    }

    private void look(boolean ofAccount, Map<String, String> attributes, String pointer) {
        new TreeMap<>(attributes).forEach((name, value) -> {
            Set<String> known = words.values(ofAccount, name);
            if (!known.isEmpty() && !known.contains(value)) {
                say(
                        VALUE,
                        "No rule knows the value '" + value + "' of the attribute '" + name + "'; they know "
                                + String.join(", ", new TreeSet<>(known)) + ".",
                        ofAccount + name + "=" + value,
                        pointer);
            }
            words.meant(ofAccount, name)
                    .filter(meant -> !attributes.containsKey(meant))
                    .ifPresent(meant -> say(
                            NAME,
                            "No rule reads the attribute '" + name + "'; did you mean '" + meant + "'?",
                            ofAccount + name,
                            pointer));
        });
    }

    private void say(String code, String message, String key, String pointer) {
        if (doubts.size() < MOST && said.add(key)) {
            doubts.add(new Problem(code, message, pointer));
        }
    }
}
