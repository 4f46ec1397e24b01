package io.landlord.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds docs/configuration.md to the server's configuration: its table is made from the Javadoc of the properties. After a
 * change, {@code mvn test -pl cmd/landlord-server -am -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddocs=write} writes it anew.
 */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- made from the properties: ConfigurationPageTest -->\n";
    private static final String END = "<!-- end -->";

    private record Property(String name, String type, String fallback, String description) {}

    @Test
    void the_page_has_every_property_with_its_default_and_meaning() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String made = page.substring(0, begin) + table() + page.substring(end);
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(made);
        assertThat(properties()).extracting(Property::name).containsAll(LandlordProperties.names());
        assertThat(properties()).extracting(Property::description).doesNotContain("");
    }

    @Test
    void what_the_page_says_of_spring_is_what_the_server_does() throws IOException {
        PropertySource<?> defaults = new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("application.yaml"))
                .getFirst();

        assertThat(properties())
                .filteredOn(property -> !property.name().startsWith("landlord."))
                .hasSize(3)
                .allSatisfy(property -> assertThat(String.valueOf(defaults.getProperty(property.name())))
                        .isEqualTo(property.fallback()));
        assertThat(String.valueOf(defaults.getProperty("landlord.workflow.default-provider")))
                .isEqualTo("${WORKFLOW_DEFAULT_PROVIDER:mock}");
    }

    private static String table() throws IOException {
        StringBuilder table =
                new StringBuilder("| property | in the environment | default | what it is |\n|---|---|---|---|\n");
        for (Property property : properties()) {
            String other =
                    property.name().equals("landlord.workflow.default-provider") ? "`WORKFLOW_DEFAULT_PROVIDER`, " : "";
            table.append("| `")
                    .append(property.name())
                    .append("` | ")
                    .append(other)
                    .append('`')
                    .append(UnknownProperties.variable(property.name()))
                    .append("` | ")
                    .append(property.fallback().isEmpty() ? "" : "`" + property.fallback() + "`")
                    .append(" | ")
                    .append(property.description().replace("|", "\\|"))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static List<Property> properties() throws IOException {
        List<Property> properties = new ArrayList<>();
        for (URL file : Collections.list(ConfigurationPageTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream stream = file.openStream()) {
                JsonNode metadata = JsonMapper.builder().build().readTree(stream);
                if (metadata.path("groups")
                        .valueStream()
                        .anyMatch(group -> group.path("name").asString("").equals("landlord"))) {
                    metadata.get("properties").forEach(property -> properties.add(property(property)));
                }
            }
        }
        properties.sort(Comparator.comparing(Property::name));
        return properties;
    }

    private static Property property(JsonNode json) {
        return new Property(
                json.get("name").stringValue(),
                json.path("type").asString(""),
                json.path("defaultValue").asString(""),
                json.path("description").asString(""));
    }
}
