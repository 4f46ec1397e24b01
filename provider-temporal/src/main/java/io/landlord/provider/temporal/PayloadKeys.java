package io.landlord.provider.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the values in Temporal's histories: the first encrypts, all decrypt. To rotate, put a new key first and keep the
 * old ones for as long as histories written with them. Its text form tells the ids only.
 *
 * <p>Written like the server's master keys: one a line as {@code id:Base64}, an id of letters, digits, {@code .}, {@code _} and
 * {@code -}, and 32 random bytes; in one line, keys are parted by commas. Empty lines and lines that begin with {@code #} say
 * nothing. A text that is not that is an {@link IllegalArgumentException} which names the line, never what is in it.
 */
public final class PayloadKeys {
    static final int LENGTH = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SEPARATOR = Pattern.compile("\\R|,");
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final String WHAT_TO_DO =
            "write one key a line as id:Base64 of 32 random bytes, for example with: echo \"k1:$(openssl rand -base64 32)\"";

    private final SequencedMap<String, SecretKey> keys;

    private PayloadKeys(SequencedMap<String, SecretKey> keys) {
        this.keys = Collections.unmodifiableSequencedMap(keys);
    }

    /** The keys in this text, the value of an environment variable for one. */
    public static PayloadKeys parse(String text) {
        return parse(text, "the payload keys");
    }

    /** The keys in this file, which must not be open to others. */
    public static PayloadKeys inFile(Path file) {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view != null && view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
                throw new IllegalArgumentException(
                        "the payload key file " + file + " is open to others than its owner; run: chmod 600 " + file);
            }
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1), "the payload key file " + file);
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    "the payload key file " + file + " cannot be read: " + failure + "; restore it from a backup, or "
                            + WHAT_TO_DO,
                    failure);
        }
    }

    private static PayloadKeys parse(String text, String source) {
        SequencedMap<String, SecretKey> keys = new LinkedHashMap<>();
        String[] lines = SEPARATOR.split(text);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = source + ", line " + number + ": ";
            int colon = line.indexOf(':');
            String id = colon < 0 ? "" : line.substring(0, colon).strip();
            TemporalSettings.require(
                    ID.matcher(id).matches(),
                    place + "an id of 1 to 64 letters, digits, '.', '_' or '-' and a ':' must come first; "
                            + WHAT_TO_DO);
            byte[] bytes = decode(line.substring(colon + 1).strip());
            TemporalSettings.require(
                    bytes.length == LENGTH, place + "the key is not Base64 of " + LENGTH + " bytes; " + WHAT_TO_DO);
            TemporalSettings.require(
                    keys.putIfAbsent(id, new SecretKeySpec(bytes, "AES")) == null,
                    place + "the id " + id + " is there twice; give each key an id of its own");
        }
        TemporalSettings.require(!keys.isEmpty(), source + ": there is no key; " + WHAT_TO_DO);
        return new PayloadKeys(keys);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // The cause would quote the key.
            return new byte[0];
        }
    }

    Map.Entry<String, SecretKey> newest() {
        return keys.firstEntry();
    }

    @Nullable
    SecretKey find(String id) {
        return keys.get(id);
    }

    /** The ids of all keys, the newest first. */
    public Set<String> ids() {
        return keys.sequencedKeySet();
    }

    @Override
    public String toString() {
        return "PayloadKeys" + keys.keySet();
    }
}
