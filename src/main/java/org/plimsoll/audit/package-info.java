/** The audit trail: who did what to which version of which rule set, when and why, refused attempts included. */
@NullMarked
package org.plimsoll.audit;

import org.jspecify.annotations.NullMarked;
