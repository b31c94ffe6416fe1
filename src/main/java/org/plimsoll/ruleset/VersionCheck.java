package org.plimsoll.ruleset;

import java.util.List;
import org.plimsoll.engine.CompiledRuleSet;
import org.plimsoll.engine.Diagnostic;

/**
 * Something a version must pass before it goes live, such as its own worked cases. Every bean of this type is asked, on
 * a compiler's thread.
 */
public interface VersionCheck {
    /** What is wrong with a candidate; an error keeps it from going live. */
    List<Diagnostic> check(CompiledRuleSet candidate);
}
