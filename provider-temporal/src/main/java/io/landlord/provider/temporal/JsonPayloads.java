package io.landlord.provider.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.common.converter.PayloadConverter;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes values as JSON with our own mapper, in the encoding that Temporal's tools and other SDKs read. */
final class JsonPayloads implements PayloadConverter {
    /** An absent component stays absent, so that it is not taken for JSON's null. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final String ENCODING = "json/plain";
    private static final String PASSING = "landlord-passing";

    private JsonPayloads() {}

    static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance().withPayloadConverterOverrides(new JsonPayloads());
    }

    @Override
    public String getEncodingType() {
        return ENCODING;
    }

    @Override
    public Optional<Payload> toData(@Nullable Object value) throws DataConverterException {
        return payload(value);
    }

    /** The value as JSON, not packed. */
    static Optional<Payload> payload(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            Payload.Builder payload = Payload.newBuilder()
                    .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8(ENCODING))
                    .setData(ByteString.copyFrom(MAPPER.writeValueAsBytes(value)));
            if (value instanceof Wire.Answer) {
                payload.putMetadata(PASSING, ByteString.EMPTY);
            }
            return Optional.of(payload.build());
        } catch (JacksonException wrong) {
            throw new DataConverterException(wrong);
        }
    }

    /** Whether this is an answer, which is in no history, so that nobody has written it before. */
    static boolean isPassing(Payload payload) {
        return payload.containsMetadata(PASSING);
    }

    @Override
    public <T> T fromData(Payload content, Class<T> valueClass, Type valueType) throws DataConverterException {
        try {
            return MAPPER.readValue(content.getData().toByteArray(), MAPPER.constructType(valueType));
        } catch (JacksonException wrong) {
            throw new DataConverterException(wrong);
        }
    }
}
