package io.landlord.core.registry;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.language.reader.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers there are, by name. Safe for use by many threads; open to registration while others are in use. */
public final class ProviderRegistry {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final Logger logger = LoggerFactory.getLogger(ProviderRegistry.class);
    private final ConcurrentMap<String, WorkflowProvider> providers = new ConcurrentHashMap<>();

    /**
     * Registers a provider under its own name.
     *
     * @return this registry
     * @throws IllegalArgumentException for a name that is not lower-case letters, digits and {@code -}, beginning with a
     *     letter, at most 64 of them
     * @throws LandlordException {@link ErrorCode#PROVIDER_CONFLICT} for a name that is taken
     */
    public ProviderRegistry register(WorkflowProvider provider) {
        String name = provider.name();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a provider's name is lower-case letters, digits and '-', beginning with "
                            + "a letter, at most 64 of them; not '" + name + "'");
        }
        if (providers.putIfAbsent(name, provider) != null) {
            throw new LandlordException(
                    ErrorCode.PROVIDER_CONFLICT, "a provider named '" + name + "' is registered already");
        }
        logger.atInfo()
                .addKeyValue("provider", name)
                .addKeyValue("capabilities", ProviderDescription.of(provider).capabilities())
                .log("provider registered");
        return this;
    }

    /**
     * The provider of this name.
     *
     * @throws LandlordException {@link ErrorCode#PROVIDER_NOT_FOUND}, listing the names there are
     */
    public WorkflowProvider get(String name) {
        WorkflowProvider provider = providers.get(name);
        if (provider == null) {
            throw unknown(name);
        }
        return provider;
    }

    /** Whether there is a provider of this name. */
    public boolean has(String name) {
        return providers.containsKey(name);
    }

    /** All providers with what they can do, ordered by name. */
    public List<ProviderDescription> list() {
        return names().stream().map(name -> ProviderDescription.of(get(name))).toList();
    }

    private Set<String> names() {
        return new TreeSet<>(providers.keySet());
    }

    private LandlordException unknown(String name) {
        Set<String> known = names();
        String registered = known.isEmpty() ? "none is registered" : "registered are " + String.join(", ", known);
        String hint = Spelling.didYouMean(name, known);
        return new LandlordException(
                ErrorCode.PROVIDER_NOT_FOUND,
                "there is no provider '" + name + "'; " + registered + (hint == null ? "" : "; " + hint));
    }
}
