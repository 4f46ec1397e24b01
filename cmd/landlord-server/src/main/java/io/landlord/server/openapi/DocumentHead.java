package io.landlord.server.openapi;

import io.landlord.server.http.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives the description its head, and an order that people and comparisons can follow. */
@Component
@Order(0)
final class DocumentHead implements GlobalOpenApiCustomizer {
    private static final List<String> TAGS =
            List.of("workflows", "executions", "events", "providers", "tenants", "operations", "plans", "templates");

    private static final String ABOUT = """
            Landlord runs provisioning workflows on the engine that configuration names, and keeps tenants in the state that is \
            wanted of them.

            * **Bodies** are JSON or YAML in UTF-8, at most 10 MB. Answers are JSON. Times are ISO 8601 in UTC.
            * **Errors** are `application/problem+json` (RFC 9457) with a `code` to branch on, and an `errors[]` that says where \
            in the body each mistake stands and what to do. Any request can besides be refused with 404 for an unknown path, 405 \
            for a method the path does not have, and 400, 414 or 431 for what is no HTTP.
            * **Lists** are `{"items": [...], "next": cursor}`; `next` is null on the last page.
            * **Changes** of tenants and runs of workflows go on after the answer 202; `Location` tells where to look, and \
            `Prefer: wait=N` there waits for the end.
            * **Sending twice** is safe for PUT and DELETE, and for POST with an `Idempotency-Key`.
            * **Lost updates** are prevented by `ETag`, `If-Match` and `If-None-Match: *`.
            * **`X-Correlation-Id`** is taken or made, and answered always.
            """;

    private final ObjectProvider<BuildProperties> build;

    DocumentHead(ObjectProvider<BuildProperties> build) {
        this.build = build;
    }

    @Override
    public void customise(OpenAPI document) {
        document.setInfo(new Info()
                .title("Landlord")
                .version(version(build.getIfAvailable()))
                .description(ABOUT)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        document.setServers(List.of(new Server().url("/").description("The server that gave this document")));
        Components components = document.getComponents();
        ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class).resolveAsRef(true))
                .referencedSchemas
                .forEach(components::addSchemas);
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        document.setTags(sorted(document.getTags()));
        document.setPaths(sorted(document.getPaths(), document.getTags()));
    }

    private static String version(@Nullable BuildProperties known) {
        String version = known == null ? null : known.getVersion();
        return version == null ? "development" : version;
    }

    private static List<Tag> sorted(List<Tag> tags) {
        List<Tag> sorted = new ArrayList<>(tags);
        sorted.sort(Comparator.comparingInt(tag -> TAGS.indexOf(tag.getName())));
        return sorted;
    }

    private static Paths sorted(Paths paths, List<Tag> tags) {
        List<String> names = tags.stream().map(Tag::getName).toList();
        Paths sorted = new Paths();
        paths.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, io.swagger.v3.oas.models.PathItem>>comparingInt(
                                path -> names.indexOf(path.getValue()
                                        .readOperations()
                                        .getFirst()
                                        .getTags()
                                        .getFirst()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
        return sorted;
    }
}
