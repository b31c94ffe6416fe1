package org.plimsoll.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.function.Consumer;
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

    private FileWitness(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
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

    /** Reads a witness' file. */
    static void read(Path file, Consumer<WitnessedHead> reader) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                reader.accept(parse(line, number));
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
    public void keep(WitnessedHead head) throws IOException {
        JsonWriter json = new JsonWriter(USUAL_LENGTH + 2 * head.leaves().length).beginObject();
        json.text("note", head.note()).number("first", head.first());
        json.text("leaves", Base64.getEncoder().encodeToString(head.leaves())).endObject();
        byte[] line = json.bytes();
        ByteBuffer bytes =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        long before = channel.position();
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
