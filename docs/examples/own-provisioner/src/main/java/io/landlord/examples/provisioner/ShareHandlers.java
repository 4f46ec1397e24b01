package io.landlord.examples.provisioner;

import io.landlord.api.credential.CredentialStore;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The task handlers that make and unmake a tenant's share, a directory that only the tenant's key opens.
 *
 * <p>All take {@code tenant}, 1 to 40 lower-case letters, digits and {@code -}, beginning with a letter; all but
 * {@code share.verify} take {@code claim}. {@code share.prepare} makes nothing and gives {@code {tenant, share, credential,
 * claim}}; {@code share.store-key}, {@code share.create} and {@code share.verify} make a share, {@code share.remove} and
 * {@code share.delete-key} remove it and say whether one is still {@code present}.
 *
 * <p><b>Repeats.</b> Every call may be repeated, and cut short anywhere; a repeat finishes the work. <b>Claims.</b> What is made
 * under a claim is removed under that claim or under none. <b>Ownership.</b> What bears no marker of ours is never touched: the
 * call fails for good with status 409. <b>Secrets.</b> The key is in the credential store and nowhere else.
 */
public final class ShareHandlers {
    private static final HandlerOptions OPTIONS = HandlerOptions.NONE
            .withTimeout(Duration.ofSeconds(30))
            .withRetryPolicy(RetryPolicy.attempts(3, Duration.ofMillis(200)));

    private final Shares shares;
    private final Keys keys;

    private ShareHandlers(Shares shares, Keys keys) {
        this.shares = shares;
        this.keys = keys;
    }

    /**
     * Registers all handlers.
     *
     * @param root where the shares are; made when it is not there
     * @param credentials keeps the keys
     */
    public static void register(TaskHandlers handlers, Path root, CredentialStore credentials) {
        for (Step step : new ShareHandlers(new Shares(root), new Keys(credentials)).steps()) {
            handlers.register(step, OPTIONS);
        }
    }

    private List<Step> steps() {
        return List.of(
                new Step("share.prepare", this::prepare),
                new Step("share.store-key", this::storeKey),
                new Step("share.create", this::create),
                new Step("share.verify", this::verify),
                new Step("share.remove", this::remove),
                new Step("share.delete-key", this::deleteKey));
    }

    /** Finds out what can be found out before anything is made. */
    private JsonNode prepare(Arguments arguments, TaskContext context) throws IOException {
        String tenant = arguments.tenant();
        Optional<Marker> ignored = shares.find(tenant);
        String claim = arguments.claim() == null ? context.executionId() : arguments.claim();
        return object().put("tenant", tenant)
                .put("share", shares.of(tenant).toString())
                .put("credential", Keys.reference(tenant).text())
                .put("claim", claim);
    }

    private JsonNode storeKey(Arguments arguments, TaskContext context) {
        keys.create(arguments.tenant(), arguments.claim());
        return object().put("credential", Keys.reference(arguments.tenant()).text());
    }

    private JsonNode create(Arguments arguments, TaskContext context) throws IOException {
        String tenant = arguments.tenant();
        shares.create(tenant, arguments.claim(), Keys.digest(keys.required(tenant)));
        return object().put("share", shares.of(tenant).toString());
    }

    /** Does what the tenant will do, before anybody tells the tenant that it can. */
    private JsonNode verify(Arguments arguments, TaskContext context) throws IOException {
        String tenant = arguments.tenant();
        String digest = Keys.digest(keys.required(tenant));
        if (shares.find(tenant)
                .filter(share -> share.keyDigest().equals(digest))
                .isEmpty()) {
            throw TaskFailure.permanent("the key of tenant " + tenant + " does not open its share", null);
        }
        return object().put("opens", true);
    }

    private JsonNode remove(Arguments arguments, TaskContext context) throws IOException {
        return object().put("present", shares.remove(arguments.tenant(), arguments.claim()));
    }

    private JsonNode deleteKey(Arguments arguments, TaskContext context) {
        return object().put("present", keys.delete(arguments.tenant(), arguments.claim()));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
