package org.plimsoll.engine.module;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a compiled module was made of and by. Any other files, rule texts, vocabulary, rule compiler or Java give another
 * module.
 *
 * @param contentHash identity of the rule set's version, in 64 hexadecimal digits
 * @param inputHash SHA-256 over what the rule compiler was given: the rules as the gate let them through
 * @param engineBuild what of Plimsoll the generated classes depend on
 * @param droolsVersion version of the rule compiler
 * @param javaVersion feature release of Java, for which the classes were generated
 */
public record ModuleKey(
        String contentHash, String inputHash, String engineBuild, String droolsVersion, String javaVersion) {
    private static final int MAKER_BYTES = 8;

    public ModuleKey {
        if (!contentHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a content hash: " + contentHash);
        }
    }

    /** Name of the module's file: one for each content and maker. */
    String fileName() {
        byte[] maker = digest(engineBuild + "\n" + droolsVersion + "\n" + javaVersion);
        return contentHash + "-" + HexFormat.of().formatHex(maker, 0, MAKER_BYTES) + ModuleFolder.SUFFIX;
    }

    /** Everything by its name in an archive's header, in the order of the header. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("content", contentHash);
        lines.put("input", inputHash);
        lines.put("engine", engineBuild);
        lines.put("drools", droolsVersion);
        lines.put("java", javaVersion);
        return lines;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
