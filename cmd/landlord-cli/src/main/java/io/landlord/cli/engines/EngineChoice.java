package io.landlord.cli.engines;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import io.landlord.language.portability.EngineProfile;
import io.landlord.language.reader.Spelling;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.temporal.TemporalLimits;
import io.landlord.provider.temporal.TemporalProvider;
import java.util.List;

/** The engines that commands can be told to use. */
public final class EngineChoice {
    private static final List<String> ENGINES = List.of(MockProvider.NAME, TemporalProvider.NAME);

    private EngineChoice() {}

    /**
     * Whether this is the engine on Temporal; else it is mock.
     *
     * @throws CliFailure naming the known ones when there is no such engine
     */
    public static boolean isTemporal(String engine) {
        requireKnown(engine);
        return engine.equals(TemporalProvider.NAME);
    }

    /**
     * What this engine can run.
     *
     * @throws CliFailure naming the known ones when there is no such engine
     */
    public static EngineProfile profile(String engine) {
        return isTemporal(engine) ? TemporalLimits.profile() : MockProvider.PROFILE;
    }

    private static void requireKnown(String engine) {
        if (!ENGINES.contains(engine)) {
            throw new CliFailure(
                    ExitCode.NOT_FOUND,
                    "there is no engine '" + engine + "'; there are " + String.join(" and ", ENGINES),
                    Spelling.didYouMean(engine, ENGINES));
        }
    }
}
