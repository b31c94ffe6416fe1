package org.plimsoll.engine.advice;

import java.util.Optional;

/** A box that grows narrower as more becomes known. */
final class Deduction {
    private Box box;
    private boolean impossible;
    private boolean changed = true;

    Deduction(Box box) {
        this.box = box;
    }

    Box box() {
        return box;
    }

    boolean isImpossible() {
        return impossible;
    }

    /** Whether anything was added since this was last asked, and nothing is impossible. */
    boolean changed() {
        boolean was = changed && !impossible;
        changed = false;
        return was;
    }

    boolean tests(Term term) {
        return box.tests(term);
    }

    /** Whether a term is tested whose id begins so. */
    boolean names(String prefix) {
        return box.values().keySet().stream().anyMatch(term -> term.id().startsWith(prefix));
    }

    Values of(Term term) {
        return box.of(term);
    }

    void add(Term term, Values values) {
        if (impossible || values.containsAll(box.of(term))) {
            return;
        }
        Optional<Box> narrowed = box.with(term, values);
        if (narrowed.isEmpty()) {
            impossible = true;
        } else if (!narrowed.get().of(term).equals(box.of(term))) {
            box = narrowed.get();
            changed = true;
        }
    }
}
