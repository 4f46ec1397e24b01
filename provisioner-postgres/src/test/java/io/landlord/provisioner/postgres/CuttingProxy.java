package io.landlord.provisioner.postgres;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the handlers and the server and cuts the connection when the n-th statement has been passed on: the server runs
 * it, and the handler never hears of it. Statements before and after pass untouched.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int SYNC = 'S';

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicInteger left;

    CuttingProxy(int serverPort, int cutAfter) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.serverPort = serverPort;
        this.left = new AtomicInteger(cutAfter);
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort()
                + "/postgres?sslmode=disable&gssEncMode=disable";
    }

    /** Whether the statement to cut after has come. */
    boolean hasCut() {
        return left.get() <= 0;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> passOn(client, server));
                Thread.ofVirtual().start(() -> passBack(server, client));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void passOn(Socket client, Socket server) {
        try (client;
                server;
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()))) {
            passBody(in, out);
            while (true) {
                int type = in.read();
                if (type < 0) {
                    return;
                }
                out.write(type);
                passBody(in, out);
                if (type == SYNC && left.decrementAndGet() == 0) {
                    out.flush();
                    return;
                }
            }
        } catch (IOException e) {
            // One side has gone, and so does the other.
        }
    }

    /** The rest of a message: its length, which counts itself, and its content. */
    private static void passBody(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        out.writeInt(length);
        out.write(in.readNBytes(length - Integer.BYTES));
        if (in.available() == 0) {
            out.flush();
        }
    }

    private static void passBack(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One side has gone, and so does the other.
        }
    }
}
