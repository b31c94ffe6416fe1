package org.plimsoll.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.merkle.Checkpoint;
import org.plimsoll.merkle.InvalidNote;
import org.plimsoll.merkle.NoteSigner;
import org.plimsoll.merkle.NoteVerifier;
import org.plimsoll.merkle.SignedNote;
import org.plimsoll.platform.PlimsollConfig;

/** Keys that sign heads, or have signed them. They come from files and settings, never from the database. */
final class LedgerKeys {
    private static final String GENERATED = "key.pem";

    private final NoteSigner signer;
    private final List<NoteVerifier> verifiers;

    private LedgerKeys(NoteSigner signer, List<NoteVerifier> verifiers) {
        this.signer = signer;
        this.verifiers = List.copyOf(verifiers);
    }

    /**
     * Reads the keys. With the embedded database, one that is not there is made.
     *
     * @param origin name of the log, which is its key's
     */
    static LedgerKeys read(PlimsollConfig config, String origin) {
        PlimsollConfig.Ledger settings = config.ledger();
        Path file = settings.signingKey().orElse(settings.directory().resolve(GENERATED));
        if (!Files.exists(file)) {
            if (settings.signingKey().isPresent() || !config.database().embedded()) {
                throw new IllegalStateException("There is no key to sign the log's tree heads with"
                        + settings.signingKey().map(path -> " in " + path).orElse("")
                        + ". Make one with 'openssl genpkey -algorithm ed25519 -out key.pem', and name the file in"
                        + " plimsoll.ledger.signing-key.");
            }
            make(file);
        }
        NoteSigner signer = NoteSigner.of(origin, text(file));
        return of(
                signer,
                settings.verificationKeys().orElse(List.of()).stream()
                        .map(LedgerKeys::verifier)
                        .toList());
    }

    /**
     * A key of the setting.
     *
     * @throws IllegalArgumentException when it is none, naming the setting
     */
    static NoteVerifier verifier(String key) {
        try {
            return NoteVerifier.of(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("plimsoll.ledger.verification-keys: " + e.getMessage(), e);
        }
    }

    /** A key, and earlier ones. */
    static LedgerKeys of(NoteSigner signer, List<NoteVerifier> earlier) {
        List<NoteVerifier> verifiers = new ArrayList<>();
        verifiers.add(signer.verifier());
        verifiers.addAll(earlier);
        return new LedgerKeys(signer, verifiers);
    }

    private static void make(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createFile(file);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(file, NoteSigner.newPem(), StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be written", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("the key " + file + " cannot be read", e);
        }
    }

    /** Signs a head. */
    String sign(Checkpoint head) {
        return signer.sign(head.text()).note();
    }

    /** The keys to verify heads with, as texts, the present one first. */
    List<String> verifierKeys() {
        return verifiers.stream().map(NoteVerifier::verifierKey).toList();
    }

    /**
     * What a signed head says.
     *
     * @return null when none of the keys has signed it, or it is no head
     */
    @Nullable
    Checkpoint open(String note) {
        try {
            SignedNote signed = SignedNote.parse(note);
            boolean known = verifiers.stream().anyMatch(key -> key.verify(signed) == NoteVerifier.Result.SIGNED);
            return known ? Checkpoint.parse(signed.text()) : null;
        } catch (InvalidNote e) {
            return null;
        }
    }
}
