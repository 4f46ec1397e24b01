package io.landlord.server.graph;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;

/** A second port of the same server, and what is to be had there alone. */
final class GraphPort {
    private static final Set<String> OWN = Set.of("/start-workflow", "/send-signal");

    private final Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");

    /** @param port 0 takes a free one */
    GraphPort(int port) {
        connector.setPort(port);
    }

    /** The connector, listening on the address that the server listens on; {@code null} for all of them. */
    Connector connector(@Nullable InetAddress address) {
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(new VirtualThreadExecutor("graph-"));
            if (address != null) {
                protocol.setAddress(address);
            }
        }
        return connector;
    }

    /** The port that it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Whether what is asked for is to be had on the port it was asked on. */
    boolean serves(HttpServletRequest request) {
        boolean own = OWN.contains(request.getRequestURI());
        return own == (request.getLocalPort() == connector.getLocalPort());
    }
}
