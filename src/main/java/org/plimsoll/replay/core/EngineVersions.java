package org.plimsoll.replay.core;

/**
 * What evaluates, or did.
 *
 * @param build version of Plimsoll
 * @param drools version of the rule engine
 * @param java version of the Java runtime
 */
public record EngineVersions(String build, String drools, String java) {}
