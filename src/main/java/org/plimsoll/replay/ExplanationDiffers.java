package org.plimsoll.replay;

import org.plimsoll.platform.ProblemException;

/** The decision cannot be made again as it was recorded, so that nothing that could be said of it would be true of it. */
public final class ExplanationDiffers extends ProblemException {
    private static final long serialVersionUID = 1L;

    ExplanationDiffers(String why) {
        super(
                409,
                "EXPLANATION_DIFFERS",
                "The decision cannot be made again as it was recorded: " + why + " Replay it to see what differs.");
    }
}
