/** Dossiers: decisions with all that is needed to believe and to understand them, in one archive. */
@NullMarked
package org.plimsoll.dossier;

import org.jspecify.annotations.NullMarked;
