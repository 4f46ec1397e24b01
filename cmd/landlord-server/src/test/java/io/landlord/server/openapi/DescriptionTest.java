package io.landlord.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.LiveServer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The document against the contract and against what the server answers. */
class DescriptionTest extends LiveServer {
    private static final String CONTRACT = """
            GET /v1/workflows
            POST /v1/workflows
            GET /v1/workflows/{id}
            DELETE /v1/workflows/{id}
            GET /v1/workflows/{id}/versions
            POST /v1/workflows/{id}/executions
            GET /v1/executions
            POST /v1/executions
            GET /v1/executions/{id}
            GET /v1/executions/{id}/history
            GET /v1/executions/{id}/events
            POST /v1/executions/{id}/stop
            POST /v1/executions/{id}/cancel
            POST /v1/executions/{id}/pause
            POST /v1/executions/{id}/resume
            POST /v1/executions/{id}/move
            POST /v1/executions/{id}/signals
            POST /v1/events
            GET /v1/providers
            GET /v1/tenants
            POST /v1/tenants
            GET /v1/tenants/{name}
            PUT /v1/tenants/{name}
            DELETE /v1/tenants/{name}
            GET /v1/tenants/{name}/history
            GET /v1/tenants/{name}/credentials
            GET /v1/operations
            GET /v1/operations/{id}
            GET /v1/plans
            GET /v1/plans/{name}
            PUT /v1/plans/{name}
            DELETE /v1/plans/{name}
            GET /v1/templates
            GET /v1/templates/{name}
            PUT /v1/templates/{name}
            DELETE /v1/templates/{name}
            GET /v1/templates/{name}/versions
            GET /v1/templates/{name}/versions/{version}
            """;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private Description description() {
        return new Description(server().get("/v1/openapi.json").json());
    }

    @Test
    void it_is_openapi_3_1_and_says_what_it_describes() {
        JsonNode json = description().json();

        assertThat(json.path("openapi").stringValue()).startsWith("3.1");
        assertThat(json.at("/info/title").stringValue()).isEqualTo("Landlord");
        assertThat(json.at("/info/version").stringValue()).isNotEmpty();
        assertThat(json.path("tags"))
                .extracting(tag -> tag.path("description").asString(""))
                .doesNotContain("");
    }

    @Test
    void it_has_the_operations_of_the_contract_and_no_others() {
        assertThat(description().operations())
                .extracting(Description.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(CONTRACT.lines().toList());
    }

    @Test
    void the_server_answers_what_it_describes_and_describes_what_it_answers() {
        Set<String> answered = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .flatMap(method -> mapping.getPatternValues().stream().map(path -> method + " " + path)))
                .filter(operation -> operation.contains(" /v1/") && !operation.contains("openapi"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(description().operations())
                .extracting(Description.Operation::toString)
                .containsExactlyInAnyOrderElementsOf(answered);
    }

    @Test
    void every_operation_is_for_people_too() {
        assertThat(description().operations()).allSatisfy(operation -> {
            JsonNode json = operation.json();
            assertThat(operation.id()).matches("[a-z][A-Za-z]+");
            assertThat(json.path("summary").asString("")).isNotEmpty();
            assertThat(json.path("tags")).hasSize(1);
            assertThat(json.path("parameters"))
                    .allSatisfy(parameter -> assertThat(
                                    parameter.path("description").asString(""))
                            .isNotEmpty());
        });
        assertThat(description().operations())
                .extracting(Description.Operation::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_answer_has_its_correlation_id_and_every_refusal_is_a_problem() {
        assertThat(description().operations())
                .allSatisfy(operation -> operation
                        .json()
                        .path("responses")
                        .properties()
                        .forEach(answer -> {
                            assertThat(answer.getValue()
                                            .at("/headers/X-Correlation-Id")
                                            .isObject())
                                    .isTrue();
                            if (answer.getKey().compareTo("400") >= 0) {
                                assertThat(answer.getValue()
                                                .path("content")
                                                .path("application/problem+json")
                                                .path("schema")
                                                .path("$ref")
                                                .asString(""))
                                        .isEqualTo("#/components/schemas/Problem");
                            }
                        }));
    }

    @Test
    void bodies_can_be_json_or_yaml() {
        List<String> mediaTypes = Arrays.asList("application/json", "application/yaml");
        assertThat(description().operations())
                .filteredOn(operation -> operation.json().has("requestBody"))
                .filteredOn(operation -> !operation.id().equals("publishEvent"))
                .hasSize(11)
                .allSatisfy(operation -> assertThat(
                                operation.json().at("/requestBody/content").propertyNames())
                        .containsExactlyElementsOf(mediaTypes));
    }

    @Test
    void an_event_can_have_its_own_media_type_too() {
        assertThat(description()
                        .operation("publishEvent")
                        .json()
                        .at("/requestBody/content")
                        .propertyNames())
                .containsExactlyInAnyOrder("application/cloudevents+json", "application/json", "application/yaml");
    }

    @Test
    void no_schema_tells_of_what_is_inside() {
        assertThat(description().json().at("/components/schemas").propertyNames())
                .contains("Tenant", "Operation", "Problem", "Definition")
                .doesNotContain("JsonNode", "ObjectNode", "ReceivedBody", "DefinitionText", "LogIn");
    }

    @Test
    void what_can_be_null_says_so_and_what_is_always_there_is_required() {
        JsonNode tenant = description().json().at("/components/schemas/Tenant");

        assertThat(tenant.path("required"))
                .extracting(JsonNode::stringValue)
                .contains("name", "state", "outputs", "reason");
        assertThat(tenant.at("/properties/reason/anyOf/1/type").stringValue()).isEqualTo("null");
        assertThat(description().json().at("/components/schemas/Operation/properties/endedAt/type"))
                .extracting(JsonNode::stringValue)
                .containsExactly("string", "null");
    }
}
