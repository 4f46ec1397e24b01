package io.landlord.provider.mock.mutants;

import io.landlord.machine.program.Program;
import io.landlord.provider.mock.MockProvider;
import io.landlord.tck.DeployConformance;
import io.landlord.tck.MoveConformance;
import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.RetryConformance;
import io.landlord.tck.StartConformance;
import io.landlord.tck.StopConformance;
import io.landlord.tck.SubWorkflowConformance;
import io.landlord.tck.corpus.CorpusConformance;
import io.landlord.tck.random.DifferentialConformance;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The suites on the mutants. Run by {@link MutantTest} alone, for they are meant to fail. */
final class MutantSuites {
    private MutantSuites() {}

    private static ProviderFixtures sound() {
        return new MutantFixtures(Sound::new, UnaryOperator.identity(), Duration.ofSeconds(30));
    }

    private static ProviderFixtures broken(Function<MockProvider, Sound> mutant) {
        return new MutantFixtures(mutant, UnaryOperator.identity(), Duration.ofMillis(300));
    }

    private static ProviderFixtures running(UnaryOperator<Program> mutant) {
        return new MutantFixtures(Sound::new, mutant, Duration.ofMillis(300));
    }

    static final class SoundStart extends StartConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return sound();
        }
    }

    static final class SoundStop extends StopConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return sound();
        }
    }

    static final class SoundRetry extends RetryConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return sound();
        }
    }

    static final class SoundDeploy extends DeployConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return sound();
        }
    }

    static final class SoundSubWorkflow extends SubWorkflowConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return sound();
        }
    }

    static final class ChildTwiceInSubWorkflow extends SubWorkflowConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return running(ProgramMutants::childTwice);
        }
    }

    static final class LostResultInSubWorkflow extends SubWorkflowConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return running(ProgramMutants::lostResult);
        }
    }

    static final class OrphanInSubWorkflow extends SubWorkflowConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return running(ProgramMutants::orphan);
        }
    }

    static final class DoubleStartInStart extends StartConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.DoubleStart::new);
        }
    }

    static final class LostCancelInStop extends StopConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.LostCancel::new);
        }
    }

    static final class DroppedRetryInRetry extends RetryConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.DroppedRetry::new);
        }
    }

    static final class DroppedCompensationInStop extends StopConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.DroppedCompensation::new);
        }
    }

    static final class StuckVersionInDeploy extends DeployConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.StuckVersion::new);
        }
    }

    static final class SoundMove extends MoveConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return sound();
        }
    }

    static final class LostMoveInMove extends MoveConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.LostMove::new);
        }
    }

    static final class PoliteMoveInMove extends MoveConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.PoliteMove::new);
        }
    }

    static final class WrongBranchInCorpus extends CorpusConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.WrongBranch::new);
        }
    }

    static final class WrongBranchInDifferential extends DifferentialConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return broken(Mutants.WrongBranch::new);
        }

        @Override
        protected ProviderFixtures reference() {
            return sound();
        }
    }
}
