package org.plimsoll.risk;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.portfolio.Problem;
import org.plimsoll.portfolio.Refusal;

/** Collects problems up to a limit, after which more of them would help nobody. */
final class Problems {
    static final int MOST = 100;
    private static final int QUOTED_CHARACTERS = 60;

    private final List<Problem> found = new ArrayList<>();

    void add(SubmissionCode code, String message, String pointer) {
        if (found.size() < MOST) {
            found.add(new Problem(code.name(), message, pointer));
        }
    }

    void addAll(Problems others) {
        for (Problem problem : others.found) {
            if (found.size() < MOST) {
                found.add(problem);
            }
        }
    }

    boolean isFull() {
        return found.size() >= MOST;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> toList() {
        return List.copyOf(found);
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new Refusal(found);
        }
    }

    /** JSON pointer to a field of an element of a list. */
    static String at(String list, int index, String field) {
        return list + "/" + index + "/" + field;
    }

    /** A value as it appears in a message: in quotes, cut when long, on one line. */
    static String quote(String text) {
        String cut = text.length() <= QUOTED_CHARACTERS ? text : text.substring(0, QUOTED_CHARACTERS) + "...";
        StringBuilder clean = new StringBuilder(cut.length() + 2).append('\'');
        for (int i = 0; i < cut.length(); i++) {
            char c = cut.charAt(i);
            clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return clean.append('\'').toString();
    }
}
