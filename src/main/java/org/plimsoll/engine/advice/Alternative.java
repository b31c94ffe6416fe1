package org.plimsoll.engine.advice;

import java.util.ArrayList;
import java.util.List;

/**
 * One way for a condition to hold.
 *
 * @param written as it is written
 * @param closed with what follows from it
 */
record Alternative(Box written, Box closed) {
    /** Those of the boxes that can hold. */
    static List<Alternative> of(List<Box> boxes, Knowledge knowledge) {
        List<Alternative> alternatives = new ArrayList<>();
        for (Box box : boxes) {
            knowledge.closed(box).ifPresent(closed -> alternatives.add(new Alternative(box, closed)));
        }
        return List.copyOf(alternatives);
    }

    /** Whether one of the alternatives holds wherever this does. */
    boolean isWithin(List<Alternative> wider) {
        return wider.stream().anyMatch(other -> other.written.containsAll(closed));
    }

    /** Whether the wider hold wherever the narrower do. */
    static boolean within(List<Alternative> narrower, List<Alternative> wider) {
        return narrower.stream().allMatch(each -> each.isWithin(wider));
    }
}
