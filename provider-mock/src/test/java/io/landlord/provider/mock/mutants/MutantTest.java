package io.landlord.provider.mock.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The suites find each mutant out, and find nothing in the sound provider that the mutants are made of. */
class MutantTest {

    static Stream<Arguments> mutants() {
        return Stream.of(
                arguments(
                        MutantSuites.DoubleStartInStart.class,
                        List.of(
                                "the_same_name_and_input_is_the_same_execution_while_it_runs()",
                                "many_starts_of_one_name_at_once_run_it_once()")),
                arguments(
                        MutantSuites.LostCancelInStop.class,
                        List.of("an_open_call_is_abandoned()", "an_open_wait_is_abandoned()")),
                arguments(
                        MutantSuites.DroppedRetryInRetry.class,
                        List.of(
                                "a_failed_call_is_tried_again_as_its_handler_says()",
                                "the_policy_of_the_workflow_replaces_none()")),
                arguments(
                        MutantSuites.DroppedCompensationInStop.class,
                        List.of("what_was_done_is_undone_in_reverse_order()")),
                arguments(MutantSuites.StuckVersionInDeploy.class, List.of("a_start_runs_the_newest_version()")),
                arguments(
                        MutantSuites.LostMoveInMove.class,
                        List.of(
                                "a_moved_execution_goes_on_with_what_the_other_version_does_next()",
                                "an_execution_that_has_ended_is_a_conflict()")),
                arguments(
                        MutantSuites.PoliteMoveInMove.class,
                        List.of(
                                "a_version_that_would_have_called_with_other_arguments_is_refused()",
                                "a_version_that_would_undo_in_another_way_what_is_done_is_refused()")),
                arguments(
                        MutantSuites.ChildTwiceInSubWorkflow.class,
                        List.of(
                                "starting_the_parent_twice_runs_the_child_once()",
                                "a_loop_and_a_fork_of_children_lose_none()")),
                arguments(
                        MutantSuites.LostResultInSubWorkflow.class,
                        List.of(
                                "a_child_is_an_execution_of_its_own()",
                                "a_version_that_is_deployed_later_changes_nothing_for_an_execution_under_way()")),
                arguments(
                        MutantSuites.OrphanInSubWorkflow.class,
                        List.of(
                                "cancelling_the_parent_cancels_the_child_and_the_child_is_undone()",
                                "a_child_that_is_stopped_fails_the_task_that_waits_for_it()")),
                arguments(
                        MutantSuites.WrongBranchInCorpus.class,
                        List.of("switch/default-stands-first: A default that stands first still comes last")),
                // The first task of these depends on a comparison.
                arguments(MutantSuites.WrongBranchInDifferential.class, List.of("seed 5", "seed 12")));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_is_found_out(Class<?> suite, List<String> byTests) {
        Events tests = run(suite);

        assertThat(names(tests.failed())).containsAll(byTests);
        assertThat(names(tests.skipped())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MutantSuites.SoundStart.class,
                MutantSuites.SoundStop.class,
                MutantSuites.SoundRetry.class,
                MutantSuites.SoundDeploy.class,
                MutantSuites.SoundSubWorkflow.class,
                MutantSuites.SoundMove.class
            })
    void the_sound_provider_passes(Class<?> suite) {
        Events tests = run(suite);

        assertThat(tests.succeeded().count()).isPositive();
        assertThat(names(tests.failed())).isEmpty();
        assertThat(names(tests.skipped())).isEmpty();
    }

    private static Events run(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents();
    }

    private static List<String> names(Events events) {
        return events.map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName())
                .toList();
    }
}
