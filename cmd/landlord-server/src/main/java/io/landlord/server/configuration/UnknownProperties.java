package io.landlord.server.configuration;

import io.landlord.language.reader.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses properties of ours that there are not: a slip of the pen would be a setting that does nothing. In the environment,
 * where others may well use our prefix, only what looks like such a slip. Made by Spring, which needs it public.
 */
public final class UnknownProperties implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String PREFIX = "landlord.";
    private static final String VARIABLES = "LANDLORD_";

    private final List<String> known = LandlordProperties.names();
    private final List<String> variables =
            known.stream().map(UnknownProperties::variable).toList();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Set<String> mistakes = new TreeSet<>();
        for (PropertySource<?> source : context.getEnvironment().getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> all) {
                for (String name : all.getPropertyNames()) {
                    String mistake = source instanceof SystemEnvironmentPropertySource
                            ? mistakenVariable(name)
                            : mistakenProperty(name);
                    if (mistake != null) {
                        mistakes.add(mistake);
                    }
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw new Misconfiguration(
                    String.join("; ", mistakes),
                    "docs/configuration.md has all that can be set; correct it, or leave it out.");
        }
    }

    private @Nullable String mistakenProperty(String name) {
        if (!name.toLowerCase(Locale.ROOT).startsWith(PREFIX) || isKnown(name)) {
            return null;
        }
        return "there is no property " + name + Objects.requireNonNullElse(didYouMean(name, known), "");
    }

    private @Nullable String mistakenVariable(String name) {
        if (!name.toUpperCase(Locale.ROOT).startsWith(VARIABLES) || isKnown(name)) {
            return null;
        }
        String hint = didYouMean(name, variables);
        return hint == null ? null : "there is no setting " + name + hint;
    }

    private static @Nullable String didYouMean(String name, List<String> known) {
        String hint = Spelling.didYouMean(name, known);
        return hint == null ? null : "; " + hint;
    }

    private boolean isKnown(String name) {
        return known.stream().anyMatch(property -> uniform(property).equals(uniform(name)));
    }

    /** The name of the environment variable that sets a property. */
    static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String uniform(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
