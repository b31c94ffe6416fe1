package org.plimsoll.engine.module;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.plimsoll.engine.module.ModuleRefused.Reason;

/**
 * The bytes of a compiled module. First lines of text: the format, the SHA-256 of everything after its line, the lines of the
 * {@link ModuleKey}, the number of classes; an empty line ends them. Then one compressed stream: for each class, in the order
 * of paths, its path, its length and its content.
 *
 * <p>The digest finds damage, not malice: whoever can write a module can write its digest.
 */
public final class ModuleArchive {
    /** Most bytes of an archive. */
    static final int MOST_BYTES = 64 << 20;

    /** Most bytes of all classes together. */
    static final int MOST_UNPACKED_BYTES = 192 << 20;

    private static final String FORMAT = "plimsoll-module 1\n";
    private static final String DIGEST = "sha256 ";
    private static final int DIGEST_LINE_LENGTH = DIGEST.length() + 64 + 1;
    private static final String CLASSES = "classes";
    private static final int MOST_HEADER_BYTES = 2_000;

    private ModuleArchive() {}

    /**
     * Writes a module. The same classes of the same key give the same bytes.
     *
     * @param classes generated classes by path, as the rule compiler made them
     */
    public static byte[] write(ModuleKey key, SortedMap<String, byte[]> classes) {
        StringBuilder head = new StringBuilder();
        key.lines().forEach((name, value) -> head.append(line(name, value)));
        head.append(line(CLASSES, Integer.toString(classes.size()))).append('\n');
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(ascii(head.toString()));
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (DataOutputStream body = new DataOutputStream(new DeflaterOutputStream(sealed, deflater))) {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                body.writeUTF(entry.getKey());
                body.writeInt(entry.getValue().length);
                body.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return seal(sealed.toByteArray());
    }

    /** Puts the format and the digest before the rest. */
    static byte[] seal(byte[] rest) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream(rest.length + 100);
        archive.writeBytes(ascii(FORMAT + DIGEST + digestOf(rest) + "\n"));
        archive.writeBytes(rest);
        return archive.toByteArray();
    }

    /** An archive without the format and the digest. */
    static byte[] unsealed(byte[] archive) throws ModuleRefused {
        byte[] format = ascii(FORMAT);
        int start = format.length + DIGEST_LINE_LENGTH;
        if (archive.length < start || !Arrays.equals(archive, 0, format.length, format, 0, format.length)) {
            throw new ModuleRefused(Reason.NOT_A_MODULE, "it does not begin as a module of this format");
        }
        byte[] rest = Arrays.copyOfRange(archive, start, archive.length);
        String stated = new String(archive, format.length, DIGEST_LINE_LENGTH, StandardCharsets.ISO_8859_1);
        if (!stated.equals(DIGEST + digestOf(rest) + "\n")) {
            throw new ModuleRefused(Reason.DAMAGED, "its content does not have the SHA-256 that it states");
        }
        return rest;
    }

    /**
     * Reads a module. What its classes may do is not looked at here.
     *
     * @param key what it must have been made of and by
     * @return the classes by path
     * @throws ModuleRefused when it is damaged or of another key
     */
    public static SortedMap<String, byte[]> read(byte[] archive, ModuleKey key) throws ModuleRefused {
        if (archive.length > MOST_BYTES) {
            throw new ModuleRefused(Reason.TOO_LARGE, "it has " + archive.length + " bytes");
        }
        byte[] rest = unsealed(archive);
        Header header = new Header(rest);
        for (Map.Entry<String, String> expected : key.lines().entrySet()) {
            String name = expected.getKey();
            String stated = header.next(name);
            if (!stated.equals(expected.getValue())) {
                boolean files = name.equals("content") || name.equals("input");
                throw new ModuleRefused(
                        files ? Reason.OTHER_FILES : Reason.OTHER_BUILD,
                        "its " + name + " is " + stated + " instead of " + expected.getValue());
            }
        }
        String count = header.next(CLASSES);
        int body = header.end();
        return classes(new ByteArrayInputStream(rest, body, rest.length - body), count);
    }

    private static SortedMap<String, byte[]> classes(ByteArrayInputStream packed, String count) throws ModuleRefused {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        long bytes = 0;
        Inflater inflater = new Inflater();
        try (DataInputStream body = new DataInputStream(new InflaterInputStream(packed, inflater))) {
            while (!Integer.toString(classes.size()).equals(count)) {
                String path = body.readUTF();
                int length = body.readInt();
                bytes += length;
                if (length < 0 || bytes > MOST_UNPACKED_BYTES) {
                    throw new ModuleRefused(
                            Reason.TOO_LARGE, "it holds more than " + MOST_UNPACKED_BYTES + " bytes of classes");
                }
                byte[] content = body.readNBytes(length);
                boolean inOrder = classes.isEmpty() || classes.lastKey().compareTo(path) < 0;
                if (content.length < length || !inOrder || !path.endsWith(".class")) {
                    throw new ModuleRefused(Reason.DAMAGED, "its list of classes breaks off at " + classes.size());
                }
                classes.put(path, content);
            }
            if (body.read() >= 0 || inflater.getRemaining() > 0 || packed.available() > 0) {
                throw new ModuleRefused(Reason.DAMAGED, "it goes on behind its " + count + " classes");
            }
        } catch (IOException e) {
            throw new ModuleRefused(Reason.DAMAGED, "its list of classes breaks off at " + classes.size());
        } finally {
            inflater.end();
        }
        return classes;
    }

    private static String line(String name, String value) {
        return name + " " + value + "\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String digestOf(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of text, read in their order. */
    private static final class Header {
        private final String text;
        private int at;

        Header(byte[] bytes) {
            text = new String(bytes, 0, Math.min(bytes.length, MOST_HEADER_BYTES), StandardCharsets.ISO_8859_1);
        }

        String next(String name) throws ModuleRefused {
            int end = text.indexOf('\n', at);
            if (end < 0 || !text.startsWith(name + " ", at)) {
                throw new ModuleRefused(Reason.NOT_A_MODULE, "it does not state its " + name);
            }
            String value = text.substring(at + name.length() + 1, end);
            at = end + 1;
            return value;
        }

        /** Where the header ends. */
        int end() throws ModuleRefused {
            if (!text.startsWith("\n", at)) {
                throw new ModuleRefused(Reason.NOT_A_MODULE, "its header does not end");
            }
            return at + 1;
        }
    }
}
