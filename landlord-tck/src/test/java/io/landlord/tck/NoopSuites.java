package io.landlord.tck;

import io.landlord.tck.corpus.CorpusConformance;

/** Every suite on a provider that does nothing. Run by {@link NoopProviderTest} alone, for all of it must fail. */
final class NoopSuites {
    private NoopSuites() {}

    static final class Capability extends CapabilityConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Concurrency extends ConcurrencyConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Delete extends DeleteConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Deploy extends DeployConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Errors extends ErrorsConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Journal extends JournalConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class List extends ListConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Listener extends ListenerConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Pause extends PauseConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Retry extends RetryConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Signal extends SignalConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Event extends EventConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class ClaimedEvent extends EventConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class SubWorkflow extends SubWorkflowConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class ClaimedSubWorkflow extends SubWorkflowConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class Schedule extends ScheduleConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class ClaimedSchedule extends ScheduleConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class Start extends StartConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Status extends StatusConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Stop extends StopConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Timeout extends TimeoutConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class Validate extends ValidateConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class ClaimedJournal extends JournalConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class ClaimedList extends ListConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class ClaimedPause extends PauseConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class ClaimedSignal extends SignalConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class Corpus extends CorpusConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }

    static final class Move extends MoveConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringNothing();
        }
    }

    static final class ClaimedMove extends MoveConformance {
        @Override
        protected ProviderFixtures fixtures() {
            return NoopFixtures.declaringAll();
        }
    }
}
