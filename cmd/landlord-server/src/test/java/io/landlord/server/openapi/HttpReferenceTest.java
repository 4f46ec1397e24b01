package io.landlord.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.LiveServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/http.md is what the description says. */
class HttpReferenceTest extends LiveServer {
    private static final Path PAGE = Path.of("..", "..", "docs", "http.md");
    private static final String WRITE = "docs.write";

    @Test
    void the_reference_in_the_documentation_is_made_from_the_description() throws IOException {
        Description description =
                new Description(server().get("/v1/openapi.json").json());
        String page = new HttpReference(description).page(conventions());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, page);
        }

        assertThat(page)
                .as("docs/http.md is not what the server's description says; write it anew with"
                        + " mvn -pl cmd/landlord-server -am -Dtest=HttpReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true test")
                .isEqualTo(Files.exists(PAGE) ? Files.readString(PAGE) : "");
    }

    private static String conventions() throws IOException {
        try (InputStream resource = HttpReferenceTest.class.getResourceAsStream("http-conventions.md")) {
            assertThat(resource).isNotNull();
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
