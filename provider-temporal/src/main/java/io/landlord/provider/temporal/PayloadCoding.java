package io.landlord.provider.temporal;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.List;
import java.util.Set;

/**
 * Writes values as the settings say, and reads them in whatever way they were written: first compressed, then encrypted, then
 * put away.
 */
final class PayloadCoding implements PayloadCodec {
    /** Temporal takes two megabytes at the most; some of it is for what stands around a value. */
    static final int LIMIT = (2 << 20) - (4 << 10);

    private static final Set<String> PACKED =
            Set.of(PayloadClaims.ENCODING, PayloadSealing.ENCODING, PayloadPress.ENCODING);

    /** We make fewer; what somebody else makes may have no end. */
    private static final int LAYERS = 8;

    private final TemporalPayloads settings;
    private final PayloadSealing sealing;
    private final PayloadClaims claims;
    private final DataConverter converter;

    PayloadCoding(TemporalPayloads settings, String namespace) {
        this.settings = settings;
        this.sealing = new PayloadSealing(settings.keys(), namespace);
        this.claims = new PayloadClaims(settings);
        this.converter = new CodecDataConverter(JsonPayloads.converter(), List.of(this), settings.keys() != null);
    }

    DataConverter converter() {
        return converter;
    }

    /** How many bytes the value would take in a history if that is more than Temporal takes, else 0. */
    long excess(Object value) {
        int size = JsonPayloads.payload(value)
                .map(plain -> encode(plain, false).getSerializedSize())
                .orElse(0);
        return size > LIMIT ? size : 0;
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        if (payloads.stream().allMatch(this::staysAsItIs)) {
            return payloads;
        }
        // What a worker writes while it goes through a history again is already there.
        boolean again = WorkflowUnsafe.isWorkflowThread() && WorkflowUnsafe.isReplaying();
        return payloads.stream()
                .map(payload -> aside(() -> encode(payload, !again || JsonPayloads.isPassing(payload))))
                .toList();
    }

    private Payload encode(Payload plain, boolean keep) {
        Payload packed = sealing.seal(settings.compressed() ? PayloadPress.press(plain) : plain);
        return claims.takes(packed) ? claims.refer(packed, keep) : packed;
    }

    /** As most do, and each call has two: what is not done for these is time saved. */
    private boolean staysAsItIs(Payload payload) {
        return settings.keys() == null
                && !(settings.compressed() && PayloadPress.presses(payload))
                && !claims.takes(payload);
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        if (payloads.stream().noneMatch(PayloadCoding::isPacked)) {
            return payloads;
        }
        return payloads.stream().map(payload -> aside(() -> decode(payload))).toList();
    }

    /** Reading and writing elsewhere may take longer than a workflow may. */
    private static Payload aside(Work work) {
        return WorkflowUnsafe.isWorkflowThread() ? WorkflowUnsafe.deadlockDetectorOff(work::done) : work.done();
    }

    private interface Work {
        Payload done();
    }

    private static boolean isPacked(Payload payload) {
        return PACKED.contains(encoding(payload));
    }

    private Payload decode(Payload encoded) {
        Payload payload = encoded;
        for (int layer = 0; isPacked(payload); layer++) {
            if (layer == LAYERS) {
                throw new Unreadable("a value is packed more often than anything of ours", null);
            }
            payload = switch (encoding(payload)) {
                case PayloadClaims.ENCODING -> claims.fetch(payload);
                case PayloadSealing.ENCODING -> sealing.open(payload);
                default -> PayloadPress.unpress(payload);
            };
        }
        return payload;
    }

    private static String encoding(Payload payload) {
        return payload.getMetadataOrDefault(EncodingKeys.METADATA_ENCODING_KEY, ByteString.EMPTY)
                .toStringUtf8();
    }
}
