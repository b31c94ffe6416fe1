package org.plimsoll.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts salted commitments in the place of values that are not to be recorded. The commitment to a value is {@code masked:}
 * and, in Base64 for addresses, SHA-256 of the salt, a zero byte, the field's name, a zero byte and the value in UTF-8. The salt
 * is HMAC-SHA-256 of the decision's id, as 16 bytes, under the masking key: whoever holds the key can show what one
 * decision's field was without showing any other.
 */
public final class FieldMask {
    /** Bytes that a masking key has at least. */
    public static final int SHORTEST_KEY = 32;

    private static final String MARK = "masked:";
    private static final String SALT_ALGORITHM = "HmacSHA256";
    private static final JsonFactory JSON = new JsonFactory();

    private final Set<MaskedField> fields;
    private final byte[] key;

    /**
     * A mask for some fields.
     *
     * @param key the masking key; not looked at when there are no fields
     * @throws IllegalArgumentException when the key is too short
     */
    public FieldMask(Set<MaskedField> fields, byte[] key) {
        if (!fields.isEmpty() && key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a masking key has at least " + SHORTEST_KEY + " bytes");
        }
        this.fields = fields.isEmpty() ? EnumSet.noneOf(MaskedField.class) : EnumSet.copyOf(fields);
        this.key = key.clone();
    }

    /** Whether anything is masked. */
    public boolean isOn() {
        return !fields.isEmpty();
    }

    /** Names of what is masked. */
    public List<String> names() {
        return fields.stream().map(MaskedField::setting).toList();
    }

    /** The caller's name, or the commitment to it. */
    public String caller(UUID decision, String name) {
        return fields.contains(MaskedField.CALLER) ? commitment(decision, MaskedField.CALLER, name) : name;
    }

    /**
     * A request with commitments in the place of values; every other byte is as it was.
     *
     * @param request a request, or a line of a batch, that was read without a problem
     */
    public Masked mask(byte[] request, UUID decision) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(request.length + 3 * MARK.length());
        Map<String, String> values = new LinkedHashMap<>();
        int copied = 0;
        try (JsonParser parser = JSON.createParser(request)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                @Nullable MaskedField field = token == JsonToken.VALUE_STRING ? fieldAt(parser) : null;
                if (field == null) {
                    continue;
                }
                String value = parser.getText();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                int to = (int) parser.currentLocation().getByteOffset();
                String commitment = commitment(decision, field, value);
                values.put(commitment, value);
                out.write(request, copied, from - copied);
                out.writeBytes(('"' + commitment + '"').getBytes(StandardCharsets.US_ASCII));
                copied = to;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.write(request, copied, request.length - copied);
        return new Masked(out.toByteArray(), values);
    }

    private @Nullable MaskedField fieldAt(JsonParser parser) {
        for (MaskedField field : fields) {
            if (!field.pointer().isEmpty()
                    && parser.getParsingContext().pathAsPointer().toString().equals(field.pointer())) {
                return field;
            }
        }
        return null;
    }

    private String commitment(UUID decision, MaskedField field, String value) {
        try {
            Mac mac = Mac.getInstance(SALT_ALGORITHM);
            mac.init(new SecretKeySpec(key, SALT_ALGORITHM));
            byte[] salt = mac.doFinal(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(decision.getMostSignificantBits())
                    .putLong(decision.getLeastSignificantBits())
                    .array());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update((byte) 0);
            digest.update(field.setting().getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            byte[] hash = digest.digest(value.getBytes(StandardCharsets.UTF_8));
            return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What was masked.
     *
     * @param request the request with commitments
     * @param values what each commitment stands for
     */
    public record Masked(byte[] request, Map<String, String> values) {
        /** Puts the values back into an answer, which is JSON. */
        public byte[] restore(byte[] answer) {
            String text = new String(answer, StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace(value.getKey(), JsonWriter.escaped(value.getValue()));
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
