package io.landlord.api.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialTest {

    @Test
    void a_reference_is_read_from_its_text() {
        CredentialReference reference = new CredentialReference("acme", "database");

        assertThat(reference.text()).isEqualTo("credential:acme/database");
        assertThat(CredentialReference.parse(reference.text())).isEqualTo(reference);
    }

    @Test
    void text_that_is_no_reference_is_refused() {
        for (String text :
                new String[] {"acme/database", "credential:acme", "credential:/database", "credential:a/b/c"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> CredentialReference.parse(text));
        }
    }

    @Test
    void the_text_of_a_credential_hides_the_password() {
        Credential credential = new Credential("acme", "s3cret", Map.of("url", "jdbc:postgresql:x"));

        assertThat(credential.toString()).contains("acme").doesNotContain("s3cret");
    }
}
