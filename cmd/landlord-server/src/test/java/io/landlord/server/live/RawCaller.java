package io.landlord.server.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sends any bytes, requests or not, on a connection of their own. */
public final class RawCaller {
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    public RawCaller(int port) {
        this.port = port;
    }

    /** What came back; the names of headers are in lower case. The status is 0 when nothing did. */
    public record RawAnswer(int status, Map<String, String> headers, String body) {
        /** The header's value; empty when it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public RawAnswer send(String method, String target, Map<String, String> headers, String body) {
        return send(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A request whose length is told. */
    public RawAnswer send(String method, String target, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
            all.put("Content-Length", Integer.toString(body.length));
        }
        return exchange(head(method, target, all), body);
    }

    /** A request whose body comes in chunks. */
    public RawAnswer sendChunked(String method, String target, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Transfer-Encoding", "chunked");
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += 65_536) {
            byte[] chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + 65_536));
            chunks.writeBytes((HexFormat.of().toHexDigits(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.writeBytes(chunk);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return exchange(head(method, target, all), chunks.toByteArray());
    }

    /** These bytes, as ISO 8859-1. */
    public RawAnswer send(String bytes) {
        return exchange(bytes.getBytes(StandardCharsets.ISO_8859_1), new byte[0]);
    }

    /** Sends these bytes and goes away. */
    public void breakOff(String bytes) {
        try (Socket socket = connection()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] head(String method, String target, Map<String, String> headers) {
        StringBuilder head =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private RawAnswer exchange(byte[] head, byte[] body) {
        try (Socket socket = connection()) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(head);
                out.write(body);
                out.flush();
            } catch (IOException refused) {
                // The server may answer and close before it has read everything.
            }
            socket.shutdownOutput();
            return answer(socket.getInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Socket connection() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static RawAnswer answer(InputStream in) throws IOException {
        byte[] all = in.readAllBytes();
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawAnswer(0, Map.of(), text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int at = 1; at < lines.length; at++) {
            int colon = lines[at].indexOf(':');
            headers.put(
                    lines[at].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[at].substring(colon + 1).strip());
        }
        String body = new String(all, end + 4, all.length - end - 4, StandardCharsets.UTF_8);
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            body = unchunked(body);
        }
        return new RawAnswer(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    }

    /** Good for the short ASCII answers that problems are. */
    private static String unchunked(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < chunks.length()) {
            int line = chunks.indexOf("\r\n", at);
            int length =
                    line < 0 ? 0 : Integer.parseInt(chunks.substring(at, line).strip(), 16);
            if (length == 0) {
                break;
            }
            body.append(chunks, line + 2, Math.min(chunks.length(), line + 2 + length));
            at = line + 2 + length + 2;
        }
        return body.toString();
    }
}
