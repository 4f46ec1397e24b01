package io.landlord.control.credential;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * The keys that seal the keys of credentials: the first seals, all open. Its text form tells the ids only.
 *
 * <p>Written one a line as {@code id:Base64}, an id of letters, digits, {@code .}, {@code _} and {@code -}, and 32 random bytes;
 * in one line, keys are parted by commas. Empty lines and lines that begin with {@code #} say nothing. A text that is not that
 * is a {@link LandlordException} of {@link ErrorCode#INTERNAL} which names the line, never what is in it.
 */
public final class MasterKeys {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SEPARATOR = Pattern.compile("\\R|,");
    private static final String WHAT_TO_DO =
            "write one key a line as id:Base64 of 32 random bytes, for example with: echo \"k1:$(openssl rand -base64 32)\"";

    private final SequencedMap<String, SecretKey> keys;

    private MasterKeys(SequencedMap<String, SecretKey> keys) {
        this.keys = keys;
    }

    /** The keys in this text, the value of an environment variable for one. */
    public static MasterKeys parse(String text) {
        return parse(text, "the master keys");
    }

    /** The keys in this file, which must not be open to others. */
    public static MasterKeys inFile(Path file) {
        try {
            if (!Files.exists(file)) {
                throw wrong("the master key file " + file
                        + " does not exist; restore it from a backup, or for new data " + WHAT_TO_DO);
            }
            if (PrivateFiles.isOpenToOthers(file)) {
                throw wrong(
                        "the master key file " + file + " is open to others than its owner; run: chmod 600 " + file);
            }
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1), "the master key file " + file);
        } catch (IOException e) {
            throw wrong("the master key file " + file + " cannot be read: " + e);
        }
    }

    /** As {@link #inFile}; a missing file is created with a fresh key. For development: who loses the file loses the secrets. */
    public static MasterKeys inFileOrNew(Path file) {
        try {
            PrivateFiles.exclusively(file.resolveSibling(file.getFileName() + ".lock"), () -> {
                if (!Files.exists(file)) {
                    PrivateFiles.create(file, newLine().getBytes(StandardCharsets.US_ASCII));
                }
                return file;
            });
        } catch (IOException e) {
            throw wrong("the master key file " + file + " cannot be created: " + e);
        }
        return inFile(file);
    }

    /** The id of the key that seals. */
    public String newest() {
        return keys.firstEntry().getKey();
    }

    /** The ids of all keys, the newest first. */
    public Set<String> ids() {
        return keys.sequencedKeySet();
    }

    SecretKey newestKey() {
        return keys.firstEntry().getValue();
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "MasterKeys" + keys.keySet();
    }

    private static MasterKeys parse(String text, String source) {
        SequencedMap<String, SecretKey> keys = new LinkedHashMap<>();
        String[] lines = SEPARATOR.split(text);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Map.Entry<String, SecretKey> key = key(line, source + ", line " + number);
            if (keys.putIfAbsent(key.getKey(), key.getValue()) != null) {
                throw wrong(source + ", line " + number + ": the id " + key.getKey()
                        + " is there twice; give each key an id of its own");
            }
        }
        if (keys.isEmpty()) {
            throw wrong(source + ": there is no key; " + WHAT_TO_DO);
        }
        return new MasterKeys(Collections.unmodifiableSequencedMap(keys));
    }

    private static Map.Entry<String, SecretKey> key(String line, String place) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw wrong(place + ": there is no ':' between id and key; " + WHAT_TO_DO);
        }
        String id = line.substring(0, colon).strip();
        if (!ID.matcher(id).matches()) {
            throw wrong(place + ": the id must be 1 to 64 letters, digits, '.', '_' or '-'; " + WHAT_TO_DO);
        }
        byte[] bytes = decode(line.substring(colon + 1).strip(), place);
        try {
            if (bytes.length != Sealing.KEY_LENGTH) {
                throw wrong(place + ": the key has " + bytes.length + " bytes and must have " + Sealing.KEY_LENGTH
                        + "; " + WHAT_TO_DO);
            }
            return Map.entry(id, Sealing.key(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] decode(String base64, String place) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // The cause would quote the key.
            throw wrong(place + ": the key is not Base64; " + WHAT_TO_DO);
        }
    }

    /** The id is random too, so that a new file is never taken for a lost one. */
    private static String newLine() {
        String id = "key-" + HexFormat.of().formatHex(Sealing.newKey(), 0, 4);
        return id + ":" + Base64.getEncoder().encodeToString(Sealing.newKey()) + "\n";
    }

    private static LandlordException wrong(String message) {
        return new LandlordException(ErrorCode.INTERNAL, message);
    }
}
