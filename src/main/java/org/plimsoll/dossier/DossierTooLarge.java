package org.plimsoll.dossier;

import org.plimsoll.platform.ProblemException;

/** A period has more entries than a dossier may have. */
final class DossierTooLarge extends ProblemException {
    private static final long serialVersionUID = 1L;

    DossierTooLarge(long entries) {
        super(
                413,
                "DOSSIER_TOO_LARGE",
                "The period has " + entries + " entries, and a dossier at most " + DossierService.MOST_ENTRIES
                        + ". Ask for a shorter one, or export the log.");
    }
}
