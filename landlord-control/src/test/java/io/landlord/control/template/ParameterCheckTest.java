package io.landlord.control.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Problems;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ParameterCheckTest {
    private static final TemplateParameter SIZE =
            parameter("size", TemplateParameter.Type.INTEGER, true, null, "1", "2", "3");
    private static final TemplateParameter REGION = parameter("region", TemplateParameter.Type.STRING, false, "\"eu\"");
    private static final TemplateParameter NOTE = parameter("note", TemplateParameter.Type.STRING, false, null);

    @Test
    void what_is_not_given_is_its_default_or_left_out() {
        assertThat(resolve("{\"size\":2}")).hasToString("{\"size\":2,\"region\":\"eu\"}");
        assertThat(resolve("{\"note\":\"n\",\"region\":\"us\",\"size\":1}"))
                .as("in the order of the template")
                .hasToString("{\"size\":1,\"region\":\"us\",\"note\":\"n\"}");
    }

    @Test
    void a_number_equal_to_an_integer_is_that_integer() {
        assertThat(ParameterCheck.resolve(template(), object("{\"size\":2.0}")))
                .hasToString("{\"size\":2,\"region\":\"eu\"}");
    }

    @Test
    void every_problem_is_told_at_its_place() {
        assertThat(problems("{\"regoin\":\"us\",\"note\":5}"))
                .extracting(Diagnostic::code, Diagnostic::pointer)
                .containsExactlyInAnyOrder(
                        tuple("unknown-parameter", "/parameters/regoin"),
                        tuple("wrong-type", "/parameters/note"),
                        tuple("missing-parameter", "/parameters/size"));
        assertThat(problems("{\"size\":1,\"regoin\":\"us\"}").getFirst().hint()).contains("region");
        assertThat(problems("{\"size\":4}").getFirst()).satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("not-allowed");
            assertThat(problem.hint()).isEqualTo("allowed are 1, 2, 3");
        });
        assertThat(problems("{\"size\":1,\"a/b~c\":1}").getFirst().pointer()).isEqualTo("/parameters/a~1b~0c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "STRING  | \"\" | true",
                "STRING  | 1    | false",
                "STRING  | null | false",
                "INTEGER | 5    | true",
                "INTEGER | 5.0  | true",
                "INTEGER | 1e3  | true",
                "INTEGER | 5.5  | false",
                "INTEGER | 99999999999999999999 | true",
                "INTEGER | \"5\" | false",
                "NUMBER  | 5    | true",
                "NUMBER  | -5.5 | true",
                "NUMBER  | true | false",
                "BOOLEAN | false| true",
                "BOOLEAN | 0    | false",
                "BOOLEAN | null | false",
                "NUMBER  | {}   | false",
                "STRING  | []   | false"
            })
    void a_type_takes_its_values(TemplateParameter.Type type, String value, boolean taken) {
        assertThat(ParameterTypes.takes(type, node(value))).isEqualTo(taken);
    }

    @Test
    void a_declaration_that_contradicts_itself_is_refused() {
        Problems problems = new Problems();
        ParameterCheck.check(
                List.of(
                        parameter("size", TemplateParameter.Type.INTEGER, false, "4", "1", "\"2\""),
                        parameter("size", TemplateParameter.Type.BOOLEAN, false, "\"yes\""),
                        parameter("a b", TemplateParameter.Type.STRING, false, null)),
                problems);

        assertThatThrownBy(() -> problems.refuse("it"))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.diagnostics())
                                .extracting(Diagnostic::code, Diagnostic::pointer)
                                .containsExactlyInAnyOrder(
                                        tuple("wrong-type", "/parameters/0/allowed/1"),
                                        tuple("not-allowed", "/parameters/0/default"),
                                        tuple("duplicate-name", "/parameters/1/name"),
                                        tuple("wrong-type", "/parameters/1/default"),
                                        tuple("invalid-name", "/parameters/2/name")));
    }

    @Test
    void parameters_are_read_as_they_were_written() {
        List<TemplateParameter> parameters = List.of(SIZE, REGION, NOTE);

        assertThat(StoredParameters.read(StoredParameters.write(parameters))).isEqualTo(parameters);
    }

    private static JsonNode resolve(String given) {
        return ParameterCheck.resolve(template(), object(given));
    }

    private static List<Diagnostic> problems(String given) {
        try {
            JsonNode resolved = resolve(given);
            throw new AssertionError("taken: " + resolved);
        } catch (LandlordException refusal) {
            return refusal.diagnostics();
        }
    }

    private static Template template() {
        return new Template("box", 1, "", List.of(SIZE, REGION, NOTE), "", "", Instant.EPOCH);
    }

    private static TemplateParameter parameter(
            String name, TemplateParameter.Type type, boolean required, @Nullable String preset, String... allowed) {
        return new TemplateParameter(
                name,
                type,
                required,
                preset == null ? null : node(preset),
                List.of(allowed).stream().map(ParameterCheckTest::node).toList(),
                "");
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) node(text);
    }

    private static JsonNode node(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
