package org.plimsoll.portfolio;

/** Who issued a security. */
public enum IssuerKind {
    GOVERNMENT,
    CORPORATE,
    SECURITISATION,
    BANK,
    SUPRANATIONAL
}
