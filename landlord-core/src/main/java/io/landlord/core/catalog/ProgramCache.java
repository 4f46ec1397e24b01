package io.landlord.core.catalog;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DefinitionCompiler.Mode;
import io.landlord.language.Definitions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What definitions compiled to, by everything that compiling looks at: the text, the spec's timeout and retry policy, the mode
 * and the handlers registered. At most 1,000 compilations of at most 20,000,000 characters in all; those that were not asked
 * for the longest go first. Safe for use by many threads.
 *
 * <p>For catalogs: each keeps one, also where what it records is in a database.
 */
public final class ProgramCache {
    private static final int ENTRIES = 1_000;
    private static final long CHARACTERS = 20_000_000;

    /** Handlers are registered and never changed, so the registry and its names tell everything about them. */
    private record Key(
            String definition,
            @Nullable Duration timeout,
            @Nullable RetryPolicy retryPolicy,
            Mode mode,
            TaskHandlers handlers,
            SortedSet<String> names) {}

    private record Entry(CompletableFuture<Compilation> compilation, int characters) {}

    private final Definitions compiler;
    private final SequencedMap<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long characters;

    /** An empty cache. */
    public ProgramCache() {
        this(DefinitionCompiler::compile);
    }

    ProgramCache(Definitions compiler) {
        this.compiler = compiler;
    }

    /** As {@link WorkflowCatalog#compile}. */
    public Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode) {
        Key key =
                new Key(hash(spec.definition()), spec.timeout(), spec.retryPolicy(), mode, handlers, handlers.names());
        Entry fresh = new Entry(new CompletableFuture<>(), spec.definition().length());
        Entry entry = enter(key, fresh);
        if (entry == fresh) {
            fill(key, fresh, spec, handlers, mode);
        }
        return entry.compilation().join();
    }

    private synchronized Entry enter(Key key, Entry fresh) {
        Entry known = entries.get(key);
        if (known != null) {
            return known;
        }
        entries.put(key, fresh);
        characters += fresh.characters();
        while (entries.size() > ENTRIES || characters > CHARACTERS) {
            characters -= entries.pollFirstEntry().getValue().characters();
        }
        return fresh;
    }

    private void fill(Key key, Entry entry, WorkflowSpec spec, TaskHandlers handlers, Mode mode) {
        try {
            entry.compilation().complete(compiler.compile(spec, handlers, mode));
        } catch (RuntimeException | Error failure) {
            remove(key, entry);
            entry.compilation().completeExceptionally(failure);
        }
    }

    private synchronized void remove(Key key, Entry entry) {
        if (entries.remove(key, entry)) {
            characters -= entry.characters();
        }
    }

    private static String hash(String definition) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
