package org.plimsoll.dossier;

import org.plimsoll.platform.ProblemException;

/** A period has no entries. */
final class DossierEmpty extends ProblemException {
    private static final long serialVersionUID = 1L;

    DossierEmpty() {
        super(404, "DOSSIER_EMPTY", "Nothing was recorded in that period.");
    }
}
