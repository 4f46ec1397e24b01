package io.landlord.handlers.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes in a response's body up to a limit and hangs up beyond it, so that no server can fill the memory. */
final class LimitedBody implements BodySubscriber<LimitedBody.Content> {

    /**
     * What was received.
     *
     * @param truncated whether there was more than the limit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed, and as large as 10 MiB
    record Content(byte[] bytes, boolean truncated) {}

    private final int limit;
    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Content> getBody() {
        return content;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int room = limit - received.size();
            byte[] bytes = new byte[Math.min(room, buffer.remaining())];
            buffer.get(bytes);
            received.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                hangUp();
                return;
            }
        }
    }

    private void hangUp() {
        if (subscription != null) {
            subscription.cancel();
        }
        content.complete(new Content(received.toByteArray(), true));
    }

    @Override
    public void onError(Throwable failure) {
        content.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        content.complete(new Content(received.toByteArray(), false));
    }
}
