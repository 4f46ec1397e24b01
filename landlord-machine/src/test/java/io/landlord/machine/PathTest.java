package io.landlord.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PathTest {
    @Test
    void a_path_is_its_ordinals_and_with_its_attempts_when_qualified() {
        Path path = Path.ROOT.child(0).child(2).child(0, 1).child(3);

        assertThat(path.toString()).isEqualTo("0/2/0/3");
        assertThat(path.qualified()).isEqualTo("0/2/0@1/3");
        assertThat(Path.parse("0/2/0@1/3")).isEqualTo(path);
        assertThat(Path.parse("")).isEqualTo(Path.ROOT);
    }

    @Test
    void paths_are_ordered_by_number_with_a_scope_before_what_is_in_it() {
        List<String> ordered = Stream.of("10", "2/1", "2", "2/0@1", "2/0", "", "2/-1")
                .map(Path::parse)
                .sorted()
                .map(Path::qualified)
                .toList();

        assertThat(ordered).containsExactly("", "2", "2/-1", "2/0", "2/0@1", "2/1", "10");
    }

    @Test
    void attempts_tell_paths_apart_but_not_activations() {
        Path first = Path.parse("1/0/4");
        Path second = Path.parse("1/0@1/4");

        assertThat(first).isNotEqualTo(second);
        assertThat(first.hasOrdinalsOf(second)).isTrue();
        assertThat(first.hasOrdinalsOf(Path.parse("1/0/5"))).isFalse();
        assertThat(first.hasOrdinalsOf(Path.parse("1/0"))).isFalse();
        assertThat(second.isRerun()).isTrue();
        assertThat(first.isRerun()).isFalse();
        assertThat(second.isWithin(Path.parse("1/0@1"))).isTrue();
        assertThat(second.isWithin(Path.parse("1/0"))).isFalse();
    }

    @Test
    void the_text_of_a_command_id_is_read_back() {
        CommandId id = new CommandId(Path.parse("0/2/0@1/3"), CommandId.Purpose.CALL, 2);

        assertThat(id.toString()).isEqualTo("0/2/0@1/3!call.2");
        assertThat(CommandId.parse("0/2/0@1/3!call.2")).isEqualTo(id);
        assertThat(CommandId.parse("!deadline.0")).isEqualTo(new CommandId(Path.ROOT, CommandId.Purpose.DEADLINE, 0));
    }
}
