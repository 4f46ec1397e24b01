package io.landlord.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what is shown to people, so that a change of it is read before it is made. With
 * {@code -Dlandlord.golden=write} the tests write them anew.
 */
public final class Golden {
    private Golden() {}

    /** Holds a text against a file. */
    public static void assertSame(Path file, String text) throws IOException {
        if (System.getProperty("landlord.golden", "").equals("write")) {
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("%s; when the change is right, write it anew with -Dlandlord.golden=write", file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
