package io.landlord.provider.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys, to say what is wrong with one before a connection fails for reasons nobody can guess. */
final class PemKeys {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemKeys() {}

    static PrivateKey read(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new IllegalArgumentException("the key file " + file + " cannot be read: " + failure, failure);
        }
        Matcher pem = PKCS8.matcher(text);
        if (pem.find()) {
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
                } catch (GeneralSecurityException another) {
                    // The next one may be it.
                }
            }
        }
        throw new IllegalArgumentException("the key file " + file
                + " holds no unencrypted PKCS#8 key in PEM; make one of it with: openssl pkcs8 -topk8 -nocrypt -in "
                + file);
    }
}
