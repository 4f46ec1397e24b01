package io.landlord.provider.temporal;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Stands before the real server, as a load balancer would: it speaks TLS where the server does not, and sees the requests. */
final class GrpcProxy implements AutoCloseable {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final List<Metadata.Key<String>> PASSED = List.of(
            Metadata.Key.of("client-name", Metadata.ASCII_STRING_MARSHALLER),
            Metadata.Key.of("client-version", Metadata.ASCII_STRING_MARSHALLER),
            Metadata.Key.of("temporal-namespace", Metadata.ASCII_STRING_MARSHALLER));
    private static final Context.Key<Metadata> HEADERS = Context.key("headers");
    private static final int LARGEST = 64 << 20;

    private final ManagedChannel channel;
    private final Server server;
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final Queue<String> methods = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> requests = new ConcurrentLinkedQueue<>();

    GrpcProxy(String target, @Nullable SslContext tls) {
        this.channel = NettyChannelBuilder.forTarget(target)
                .usePlaintext()
                .maxInboundMessageSize(LARGEST)
                .build();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(LARGEST)
                .intercept(new Watch())
                .fallbackHandlerRegistry(new Methods());
        if (tls != null) {
            builder.sslContext(tls);
        }
        try {
            this.server = builder.build().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** The authorization header of each request; an empty text where there was none. */
    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** Everything that was sent to Temporal. */
    List<byte[]> requests() {
        return List.copyOf(requests);
    }

    /** The name of what was asked for by each request. */
    List<String> methods() {
        return List.copyOf(methods);
    }

    @Override
    public void close() {
        server.shutdownNow();
        channel.shutdownNow();
    }

    private final class Watch implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String given = headers.get(AUTHORIZATION);
            authorizations.add(given == null ? "" : given);
            return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, headers, next);
        }
    }

    private final class Methods extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<byte[], byte[]> lookupMethod(String name, @Nullable String authority) {
            MethodDescriptor<byte[], byte[]> method = MethodDescriptor.<byte[], byte[]>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName(name)
                    .setRequestMarshaller(new Bytes())
                    .setResponseMarshaller(new Bytes())
                    .build();
            return ServerMethodDefinition.create(
                    method, ServerCalls.asyncUnaryCall((request, answer) -> pass(method, request, answer)));
        }

        private void pass(MethodDescriptor<byte[], byte[]> method, byte[] request, StreamObserver<byte[]> answer) {
            methods.add(method.getBareMethodName());
            requests.add(request);
            Metadata passed = new Metadata();
            for (Metadata.Key<String> key : PASSED) {
                String value = HEADERS.get().get(key);
                if (value != null) {
                    passed.put(key, value);
                }
            }
            ClientCalls.asyncUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(passed))
                            .newCall(method, CallOptions.DEFAULT),
                    request,
                    answer);
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
