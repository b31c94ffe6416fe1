package org.plimsoll.portfolio;

/** The right an option gives: to buy (call) or to sell (put). */
public enum OptionType {
    CALL,
    PUT
}
