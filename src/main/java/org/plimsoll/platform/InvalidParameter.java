package org.plimsoll.platform;

import java.util.SortedSet;

/** A query parameter that cannot be read. */
public final class InvalidParameter extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN = 40;

    public InvalidParameter(String detail) {
        super(400, "INVALID_PARAMETER", detail);
    }

    /**
     * A query parameter that there is not.
     *
     * @param name its name, as it was sent
     * @param known names of the parameters that there are
     */
    public static InvalidParameter unknown(String name, SortedSet<String> known) {
        return new InvalidParameter("There is no query parameter '" + shortened(name) + "'. "
                + (known.isEmpty() ? "None is known here." : "Known are: " + String.join(", ", known) + "."));
    }

    private static String shortened(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "?");
        return printable.length() <= LONGEST_SHOWN ? printable : printable.substring(0, LONGEST_SHOWN) + "…";
    }
}
