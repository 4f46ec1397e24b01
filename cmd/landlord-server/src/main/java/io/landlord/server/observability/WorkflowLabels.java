package io.landlord.server.observability;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Keeps measures by workflow countable: workflows made up for one run are {@code once}, and of the others the first
 * {@value #MOST} have their names, the rest are {@code other}. Each name would be a time series for as long as the server runs.
 */
@Component
final class WorkflowLabels implements MeterFilter {
    static final int MOST = 500;

    private static final String LABEL = "workflow";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public Meter.Id map(Meter.Id id) {
        String workflow = id.getTag(LABEL);
        if (workflow == null) {
            return id;
        }
        List<Tag> tags = new ArrayList<>(id.getTags());
        tags.replaceAll(tag -> tag.getKey().equals(LABEL) ? Tag.of(LABEL, label(workflow)) : tag);
        return id.replaceTags(tags);
    }

    private String label(String workflow) {
        if (workflow.startsWith("once-") || workflow.startsWith("run-")) {
            return "once";
        }
        if (known.contains(workflow)) {
            return workflow;
        }
        // A few more when many come at the same moment do no harm.
        return known.size() < MOST && known.add(workflow) ? workflow : "other";
    }
}
