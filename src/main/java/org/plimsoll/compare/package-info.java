/**
 * Two versions of a rule set side by side: what differs in files, rules, settings, decision tables and cases, and which
 * cases come out otherwise. Knows nothing of a server or a database.
 */
@NullMarked
package org.plimsoll.compare;

import org.jspecify.annotations.NullMarked;
