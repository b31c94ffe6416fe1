package org.plimsoll.engine.gate;

import java.nio.file.Files;
import java.nio.file.Path;

/** Sings when a hostile rule has run code of its own, by whatever way. */
public final class Canary {
    /** System property that tells hostile rules where to leave files. */
    static final String DIRECTORY = "canary.directory";

    private Canary() {}

    /** Called by hostile rules. */
    public static void sing(String name) {
        System.setProperty(property(name), "sings");
    }

    static String property(String name) {
        return "canary." + name;
    }

    /** Whether the hostile rule of this name has set its property or left its file. */
    public static boolean sang(String name, Path directory) {
        return System.getProperty(property(name)) != null || Files.exists(directory.resolve(name));
    }
}
