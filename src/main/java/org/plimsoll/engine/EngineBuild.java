package org.plimsoll.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.plimsoll.engine.module.ModuleKey;
import org.plimsoll.engine.sandbox.VocabularyClassLoader;

/**
 * What the generated classes of rules depend on beside the rules: the vocabulary that they are compiled against, the way
 * Plimsoll asks for them, Drools, and Java. It is told by content and not by a version number, which a build under
 * development does not change. What is done with the classes afterwards is done again whenever they are loaded.
 */
final class EngineBuild {
    private static final String DROOLS = "/META-INF/maven/org.drools/drools-core/pom.properties";
    private static final int SHOWN_BYTES = 16;

    private EngineBuild() {}

    /** Read once, from the classes that this server runs with. */
    private static final class Own {
        static final String BUILD = build();
        static final String DROOLS_VERSION = droolsVersion();
    }

    /**
     * The key of the module that the rule compiler makes of texts.
     *
     * @param contentHash identity of the version
     * @param packageName package of the rules
     * @param texts what the rule compiler is given, in order
     */
    static ModuleKey key(String contentHash, String packageName, List<RuleText> texts) {
        return new ModuleKey(
                contentHash,
                inputHash(packageName, texts),
                Own.BUILD,
                Own.DROOLS_VERSION,
                Integer.toString(Runtime.version().feature()));
    }

    /** SHA-256, in hexadecimal digits, of what the rule compiler is given. */
    static String inputHash(String packageName, List<RuleText> texts) {
        MessageDigest digest = sha256();
        add(digest, packageName.getBytes(StandardCharsets.UTF_8));
        texts.forEach(text -> add(digest, text.drl().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String build() {
        SortedSet<String> names = new TreeSet<>(VocabularyClassLoader.vocabulary());
        names.add(RuleModule.class.getName());
        names.add(RuleModule.Project.class.getName());
        MessageDigest digest = sha256();
        for (String name : names) {
            add(digest, name.getBytes(StandardCharsets.UTF_8));
            add(digest, content("/" + name.replace('.', '/') + ".class"));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
    }

    private static String droolsVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(content(DROOLS)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static byte[] content(String resource) {
        try (InputStream in = EngineBuild.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing from this build: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
