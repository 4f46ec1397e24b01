package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.Priority;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What executions can be found by: a small fixed set, because databases behind Temporal have few places for them.
 *
 * <p>The state is written where Temporal's own status does not tell it: paused and going on, cancelled, timed out. Each time
 * costs one event.
 */
final class Attributes {
    static final SearchAttributeKey<String> TENANT = SearchAttributeKey.forKeyword("LandlordTenant");
    static final SearchAttributeKey<String> WORKFLOW = SearchAttributeKey.forKeyword("LandlordWorkflow");
    static final SearchAttributeKey<String> VERSION = SearchAttributeKey.forKeyword("LandlordVersion");
    static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("LandlordState");
    static final SearchAttributeKey<List<String>> TAGS = SearchAttributeKey.forKeywordList("LandlordTags");

    /** That the program has a {@code listen}: events go to these executions alone. */
    static final SearchAttributeKey<Boolean> LISTENS = SearchAttributeKey.forBoolean("LandlordListens");

    static final Map<String, IndexedValueType> TYPES = Map.of(
            TENANT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            WORKFLOW.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            VERSION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
            TAGS.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
            LISTENS.getName(), IndexedValueType.INDEXED_VALUE_TYPE_BOOL);

    /** What the databases behind Temporal take as a keyword. */
    private static final int LONGEST = 255;

    /** What Temporal takes as a key of fairness, in bytes. */
    private static final int LONGEST_KEY = 64;

    private Attributes() {}

    static SearchAttributes of(Wire.Identity identity, boolean listens) {
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder()
                .set(WORKFLOW, cut(identity.workflowId()))
                .set(VERSION, cut(identity.version()))
                .set(STATE, ExecutionState.RUNNING.wireName());
        if (listens) {
            attributes.set(LISTENS, true);
        }
        String tenant = identity.tags().get(ExecutionInput.TENANT_TAG);
        if (tenant != null) {
            attributes.set(TENANT, cut(tenant));
        }
        if (!identity.tags().isEmpty()) {
            attributes.set(
                    TAGS,
                    identity.tags().entrySet().stream()
                            .map(tag -> tag(tag.getKey(), tag.getValue()))
                            .sorted()
                            .toList());
        }
        return attributes.build();
    }

    /** Where Temporal is told to be fair, tenants take turns at workers; elsewhere it means nothing. */
    static Priority fairness(Wire.Identity identity) {
        String tenant = identity.tags().get(ExecutionInput.TENANT_TAG);
        if (tenant == null) {
            return Priority.getDefaultInstance();
        }
        byte[] bytes = tenant.getBytes(StandardCharsets.UTF_8);
        return Priority.newBuilder()
                .setFairnessKey(
                        bytes.length <= LONGEST_KEY
                                ? tenant
                                : UUID.nameUUIDFromBytes(bytes).toString())
                .build();
    }

    static void upsert(ExecutionState state) {
        Workflow.upsertTypedSearchAttributes(STATE.valueSet(state.wireName()));
    }

    /** The execution runs another version from here on. */
    static void upsert(Wire.Identity identity, boolean listens) {
        Workflow.upsertTypedSearchAttributes(VERSION.valueSet(cut(identity.version())), LISTENS.valueSet(listens));
    }

    static String tag(String key, String value) {
        return cut(key + "=" + value);
    }

    static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    }
}
