package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.serverlessworkflow.api.WorkflowFormat;
import io.serverlessworkflow.api.WorkflowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What our reader accepts, the official SDK's reader accepts. Its version 7.13.4 has the schema of DSL 1.0.1, so what the
 * language gained since is listed here with its reason.
 */
class SdkReaderTest {
    private static final Map<String, String> REFUSED = Map.of(
            "runs",
            "the input of a workflow to run may be any value by the reference, but is an object by the SDK's schema",
            "schedule-on",
            "'schedule.read' came after DSL 1.0.1",
            "newer-than-the-sdk",
            "an array in place as 'for.in', 'catch.then', and 'detail' of an error filter came after DSL 1.0.1");

    @TestFactory
    Stream<DynamicTest> the_sdk_reads_every_valid_document_that_is_not_listed_with_a_reason() {
        return Golden.documents("valid").stream()
                .map(document -> DynamicTest.dynamicTest(Golden.name(document), () -> assertRead(document)));
    }

    private static void assertRead(Path document) {
        assertThat(REFUSED.containsKey(Golden.name(document))).isEqualTo(!isRead(Golden.read(document)));
    }

    private static boolean isRead(String text) {
        try {
            return WorkflowReader.readWorkflowFromString(text, WorkflowFormat.YAML)
                            .getDo()
                    != null;
        } catch (IOException | RuntimeException refused) {
            return false;
        }
    }
}
