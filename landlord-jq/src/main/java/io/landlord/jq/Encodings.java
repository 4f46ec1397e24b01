package io.landlord.jq;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.StringNode;

/** Text as HTML, URI, base64 and base32, and back. */
final class Encodings {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Encodings() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }

    static String tabbed(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    static String uri(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isUnreserved(c)) {
                out.append(c);
            } else {
                out.append('%').append(hex(b >> 4)).append(hex(b));
            }
        }
        return out.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 0xF);
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0;
    }

    static String uriDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw notUri(text);
            }
            out.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notUri(text);
        }
    }

    private static String describe(String text) {
        return Texts.describe(StringNode.valueOf(text));
    }

    private static JqException notUri(String text) {
        return new JqException(describe(text) + " is not a valid uri encoding");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64Decoded(String text) {
        String digits = text.replaceAll("=+$", "");
        byte[] bytes;
        try {
            if (digits.length() % 4 == 1) {
                Base64.getDecoder().decode(digits.substring(0, digits.length() - 1));
                throw new JqException(describe(text) + " trailing base64 byte found");
            }
            bytes = Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            throw new JqException(describe(text) + " is not valid base64 data");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String base32(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            held = (held << 8 | (b & 0xFF)) & 0xFFFF;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(BASE32.charAt(held >> bits & 31));
            }
        }
        if (bits > 0) {
            out.append(BASE32.charAt(held << (5 - bits) & 31));
        }
        while (out.length() % 8 != 0) {
            out.append('=');
        }
        return out.toString();
    }

    static String base32Decoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char c : text.replaceAll("=+$", "").toCharArray()) {
            int digit = BASE32.indexOf(c);
            if (digit < 0) {
                throw new JqException(describe(text) + " is not valid base32 data");
            }
            held = (held << 5 | digit) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.write(held >> bits & 0xFF);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
