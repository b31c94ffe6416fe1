package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.wire.JsonWriter;

/**
 * A witness that is a file, which is only ever appended to: a line of JSON for each head. It should be on another machine's
 * disk, or be carried to one.
 */
final class FileWitness implements Witness {
    private static final int USUAL_LENGTH = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final FileChannel channel;
    private final @Nullable Object identity;

    private FileWitness(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.identity = identity(file);
    }

    /** Tells a file from another of the same name; null where there is no such thing. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /**
     * Opens the file, which is made when there is none. A line that was not written to its end is taken off: its head was
     * not taken for kept.
     *
     * @throws IOException when it cannot be written, or another server writes it
     */
    static FileWitness open(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException(
                        "another server writes " + file + "; give each its own with" + " plimsoll.ledger.witness-file");
            }
            channel.truncate(endOfLastLine(channel));
            channel.position(channel.size());
            return new FileWitness(file, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("this process writes " + file + " already", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What a file holds, also while a server writes it. */
    static WitnessReader reading(Path file) {
        return reader -> read(file, reader);
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    @Override
    public void read(Consumer<WitnessedHead> reader) throws IOException {
        read(file, reader);
    }

    /** Reads a witness' file. What comes after its last newline is still being written. */
    static void read(Path file, Consumer<WitnessedHead> reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            StringBuilder line = new StringBuilder();
            for (int character = lines.read(); character >= 0; character = lines.read()) {
                if (character == '\n') {
                    number++;
                    reader.accept(parse(line.toString(), number));
                    line.setLength(0);
                } else {
                    line.append((char) character);
                }
            }
        }
    }

    private static WitnessedHead parse(String line, int number) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(line);
            JsonNode note = json.path("note");
            JsonNode first = json.path("first");
            JsonNode leaves = json.path("leaves");
            if (note.isTextual() && first.isIntegralNumber() && leaves.isTextual()) {
                return new WitnessedHead(
                        note.asText(), first.asLong(), Base64.getDecoder().decode(leaves.asText()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("line " + number + " of the witness is not a head: " + e.getMessage(), e);
        }
        throw new IOException("line " + number + " of the witness is not a head");
    }

    @Override
    public void keep(List<WitnessedHead> heads) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (WitnessedHead head : heads) {
            lines.writeBytes(line(head));
            lines.write('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
        long before = channel.position();
        if (!Files.exists(file) || Files.size(file) != before || !Objects.equals(identity(file), identity)) {
            throw new IOException("somebody else has changed the witness " + file);
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private static byte[] line(WitnessedHead head) {
        JsonWriter json = new JsonWriter(USUAL_LENGTH + 2 * head.leaves().length).beginObject();
        json.text("note", head.note()).number("first", head.first());
        return json.text("leaves", Base64.getEncoder().encodeToString(head.leaves()))
                .endObject()
                .bytes();
    }

    private void takeBack(long length, IOException cause) {
        try {
            channel.truncate(length);
            channel.position(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
