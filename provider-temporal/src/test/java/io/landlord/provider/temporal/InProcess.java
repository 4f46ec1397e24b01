package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A provider on the test server of Temporal's SDK, for each test a new one in this process: there always is one. It skips time
 * while nothing runs. It keeps no visibility records, so it cannot list; what needs lists, crashes and speed is left to the
 * real server.
 */
final class InProcess implements ProviderFixtures {

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        int port = freePort();
        TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port, false);
        String address = "127.0.0.1:" + port;
        addAttributes(address);
        TemporalProvider provider = TemporalProvider.open(
                handlers,
                TemporalSettings.of(address)
                        .withTimes(Duration.ofMillis(200), Duration.ofSeconds(10))
                        .withListener(listener));
        return new OpenedProvider(provider, () -> {
            provider.close();
            server.close();
        });
    }

    private static void addAttributes(String address) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults());
        try {
            var ignored = operator.blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace("default")
                            .putAllSearchAttributes(Attributes.TYPES)
                            .build());
        } finally {
            operator.shutdownNow();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
