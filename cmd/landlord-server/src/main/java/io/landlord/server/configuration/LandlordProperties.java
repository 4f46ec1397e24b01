package io.landlord.server.configuration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The server's configuration. docs/configuration.md is made from it.
 *
 * @param dataDirectory Where the server keeps what it must not forget while no database is configured: the database file and the
 *     key file.
 * @param workflow Which engine runs workflows.
 * @param temporal The Temporal cluster to run workflows on.
 * @param database The server's own database.
 * @param credentials How tenants' credentials are sealed.
 * @param provisioner What tenants get their resources from.
 * @param reconciler How operations are carried out.
 * @param tenants What a tenant has that does not say.
 * @param graph Two endpoints on a port of their own that start one node graph and signal it.
 * @param logs How logs are written.
 */
@Validated
@ConfigurationProperties("landlord")
record LandlordProperties(
        @DefaultValue("landlord-data") Path dataDirectory,
        @Valid @DefaultValue Workflow workflow,
        @Valid @DefaultValue Temporal temporal,
        @Valid @DefaultValue Database database,
        @Valid @DefaultValue Credentials credentials,
        @Valid @DefaultValue Provisioner provisioner,
        @Valid @DefaultValue Reconciler reconciler,
        @Valid @DefaultValue Tenants tenants,
        @Valid @DefaultValue Graph graph,
        @Valid @DefaultValue Logs logs) {

    /** The names of all properties. */
    static List<String> names() {
        return names("landlord", LandlordProperties.class).toList();
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
            return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
        });
    }

    /**
     * Which engine runs workflows.
     *
     * @param defaultProvider The engine that runs what names none, and all operations of tenants. Also read from
     *     WORKFLOW_DEFAULT_PROVIDER.
     */
    record Workflow(@NotBlank @DefaultValue("mock") String defaultProvider) {}

    /**
     * The Temporal cluster to run workflows on.
     *
     * @param address Host and port of its frontend. Without one there is no engine temporal.
     * @param namespace The namespace that executions are in.
     * @param retention How long a namespace that the server creates keeps what has ended, at least 1d. Without one, the
     *     namespace must exist.
     * @param tls How TLS is spoken to it.
     * @param apiKey The key to send with each request.
     * @param apiKeyFile The file that has it instead, read anew every half minute.
     * @param taskQueue The task queue that executions run on.
     * @param furtherTaskQueues More task queues to serve, parted by commas; their executions are this engine's too.
     * @param worker Whether this server carries executions out too, or leaves that to others.
     * @param calls The most calls of task handlers that this server makes at once, for each queue.
     * @param pools Work that is kept apart from the rest, name(calls)=handler,workflow:id,... with ; between pools: slow(8)=http,ai.*
     *     gives the calls of these handlers a task queue and room of their own. The same for servers and workers.
     * @param ui The URL of Temporal's UI; answers about executions link to it.
     * @param slots How much else this server does at once.
     * @param payloads How values are written into Temporal's histories.
     */
    record Temporal(
            @Nullable String address,
            @NotBlank @DefaultValue("default") String namespace,
            @Nullable Duration retention,
            @Valid @DefaultValue Tls tls,
            @Nullable String apiKey,
            @Nullable Path apiKeyFile,
            @NotBlank @DefaultValue("landlord") String taskQueue,
            @DefaultValue List<String> furtherTaskQueues,
            @DefaultValue("true") boolean worker,

            @Min(1) @Max(10000) @DefaultValue("200") int calls,

            @Nullable String pools,
            @Nullable String ui,
            @Valid @DefaultValue Slots slots,
            @Valid @DefaultValue Payloads payloads) {

        @Override
        public String toString() {
            return "Temporal[address=" + address + ", namespace=" + namespace + ", apiKey=***]";
        }
    }

    /**
     * How TLS is spoken to Temporal.
     *
     * @param enabled Whether it is.
     * @param authority A PEM file with the certificates that the server's must lead to, instead of those Java trusts.
     * @param certificate A PEM file with the certificate to show to the server.
     * @param key A PEM file with that certificate's key, unencrypted PKCS#8.
     * @param serverName The name that the server's certificate must have, if not the address's.
     */
    record Tls(
            @DefaultValue("false") boolean enabled,
            @Nullable Path authority,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable String serverName) {}

    /**
     * How much this server does at once for executions on Temporal besides calls.
     *
     * @param executions The most executions that go a step forward at once, for each queue.
     * @param pollers The requests for work of each kind that are open at once, for each queue.
     * @param cached The most executions that are kept in memory between two steps.
     */
    record Slots(
            @Min(2) @Max(10000) @DefaultValue("200") int executions,

            @Min(2) @Max(100) @DefaultValue("5") int pollers,
            @Min(0) @Max(100000) @DefaultValue("600") int cached) {}

    /**
     * How values are written into Temporal's histories.
     *
     * @param compressed Whether larger values are compressed.
     * @param keys The keys that encrypt values, a line id:base64 for each; the first one encrypts, all of them decrypt. Without
     *     keys nothing is encrypted. Rather in the environment than in a file.
     * @param keyFile The file that has them instead.
     * @param store Where large values are kept, so that only references go to Temporal: none refuses what Temporal does not take,
     *     directory keeps them in payloads.directory, database in the server's database.
     * @param directory The directory of that store, which all workers share.
     * @param threshold From which size on a value goes to the store, as it would be written, at most 1MB.
     */
    record Payloads(
            @DefaultValue("true") boolean compressed,
            @Nullable String keys,
            @Nullable Path keyFile,
            @NotNull @DefaultValue("none") Store store,
            @Nullable Path directory,
            @DefaultValue("256KB") DataSize threshold) {

        /** The kinds of stores. */
        enum Store {
            NONE,
            DIRECTORY,
            DATABASE
        }

        @Override
        public String toString() {
            return "Payloads[compressed=" + compressed + ", keys=***, keyFile=" + keyFile + ", store=" + store + "]";
        }
    }

    /**
     * The server's own database.
     *
     * @param url The JDBC URL of a PostgreSQL, jdbc:postgresql://host:port/name, which several servers may share. Without one, a
     *     SQLite file in the data directory.
     * @param username Whom to connect as.
     * @param password That user's password.
     * @param poolSize The most connections that are open at once.
     */
    record Database(
            @Pattern(
                    regexp = "jdbc:postgresql://.+",
                    message = "must be a URL like jdbc:postgresql://host:5432/landlord")
            @Nullable
            String url,

            @Nullable String username,
            @Nullable String password,

            @Min(2) @Max(200) @DefaultValue("10") int poolSize) {

        @Override
        public String toString() {
            return "Database[username=" + username + ", password=***, poolSize=" + poolSize + "]";
        }
    }

    /**
     * How tenants' credentials are sealed.
     *
     * @param keys The master keys, a line id:base64 for each; the first one seals, all of them open. Rather in the environment
     *     than in a file.
     * @param keyFile The file that has them instead. While no database is configured, master.keys in the data directory, made
     *     when it is missing.
     */
    record Credentials(@Nullable String keys, @Nullable Path keyFile) {

        @Override
        public String toString() {
            return "Credentials[keys=***, keyFile=" + keyFile + "]";
        }
    }

    /**
     * What tenants get their resources from.
     *
     * @param postgres The PostgreSQL server that tenants get their databases on.
     */
    record Provisioner(@Valid @DefaultValue Postgres postgres) {}

    /**
     * The PostgreSQL server that tenants get their databases on.
     *
     * @param url Its JDBC URL with the database that administrators connect to, jdbc:postgresql://host:port/postgres.
     * @param username Whom to connect as; may create roles and databases.
     * @param password That user's password.
     * @param embedded Whether to start one in the data directory instead; for development.
     */
    record Postgres(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("false") boolean embedded) {

        @Override
        public String toString() {
            return "Postgres[username=" + username + ", password=***, embedded=" + embedded + "]";
        }
    }

    /**
     * How operations are carried out.
     *
     * @param concurrency The most operations that this server works on at once. It protects the servers that tenants' resources
     *     are on.
     */
    record Reconciler(@Min(1) @Max(1000) @DefaultValue("4") int concurrency) {}

    /**
     * What a tenant has that does not say.
     *
     * @param defaultPlan The plan of a tenant that names none.
     * @param defaultTemplate The template of a tenant that names none.
     */
    record Tenants(
            @NotBlank @DefaultValue("basic") String defaultPlan,
            @NotBlank @DefaultValue("tenant-database") String defaultTemplate) {}

    /**
     * Two endpoints on a port of their own that start one node graph and signal it.
     *
     * @param enabled Whether POST /start-workflow and POST /send-signal are to be had.
     * @param port The port they are on, and nothing else is; 0 takes a free one.
     * @param workflow The id that the graph is deployed under when the server starts. Ids of its executions begin with it.
     * @param definition The file with the graph. Without one, the abandoned cart of docs/examples.
     * @param input What its executions are started with, a JSON object.
     */
    record Graph(
            @DefaultValue("false") boolean enabled,

            @Min(0) @Max(65535) @DefaultValue("8081") int port,

            @NotBlank @DefaultValue("abandoned_cart-example")
            String workflow,

            @Nullable Path definition,
            @NotBlank @DefaultValue("{}") String input) {}

    /**
     * How logs are written.
     *
     * @param format One JSON object a line, or text for people.
     */
    record Logs(@NotNull @DefaultValue("json") Format format) {

        /** The forms of a log. */
        enum Format {
            JSON,
            TEXT
        }
    }
}
