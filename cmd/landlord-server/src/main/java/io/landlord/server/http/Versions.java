package io.landlord.server.http;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Entity tags that are version numbers, and what callers demand of them (RFC 9110, section 13). */
public final class Versions {
    private static final Pattern TAG = Pattern.compile("\\s*(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\")\\s*(?:,|$)");

    private Versions() {}

    /** The tag of a version. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The tag of what changes by itself too: {@code If-Match} compares the version alone, so that what somebody read stays good
     * until somebody else asks for something; {@code If-None-Match} of a {@code GET} compares both.
     *
     * @param state counts every change
     */
    public static String tag(long version, long state) {
        return "\"" + version + "." + state + "\"";
    }

    /**
     * The version that the caller demands: a number of {@code If-Match}, 0 for {@code If-None-Match: *}, null without either.
     *
     * @param current looks up the version there is now; empty when there is nothing
     * @throws LandlordException {@link ErrorCode#VERSION_CONFLICT} when the demand cannot be met
     * @throws Refusal for headers that are malformed
     */
    public static @Nullable Long demanded(HttpServletRequest request, Supplier<OptionalLong> current) {
        List<String> none = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
        List<String> match = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        if (!none.isEmpty()) {
            if (none.size() > 1 || !none.getFirst().trim().equals("*") || !match.isEmpty()) {
                throw Refusal.badRequest(
                        "invalid_header",
                        "to change something, If-None-Match can only be * and stand without If-Match");
            }
            return 0L;
        }
        if (match.isEmpty()) {
            return null;
        }
        String all = String.join(",", match);
        boolean any = all.trim().equals("*");
        List<String> tags = any ? List.of() : tags(all);
        OptionalLong now = current.get();
        if (now.isEmpty()) {
            throw conflict("there is nothing here that If-Match could match");
        }
        if (!any && !tags.contains(Long.toString(now.getAsLong()))) {
            throw conflict(
                    "it has been changed, it is in version " + now.getAsLong() + "; read it again and decide anew");
        }
        return now.getAsLong();
    }

    /** A weak tag never matches where something is to be changed. */
    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        int end = 0;
        while (end < header.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw malformed();
            }
            if (matcher.group(1) == null) {
                tags.add(version(matcher.group(2)));
            }
            end = matcher.end();
        }
        if (end == 0) {
            throw malformed();
        }
        return tags;
    }

    private static String version(String tag) {
        int dot = tag.indexOf('.');
        return dot < 0 ? tag : tag.substring(0, dot);
    }

    private static Refusal malformed() {
        return Refusal.badRequest("invalid_header", "the header If-Match is no list of entity tags, like \"3\"");
    }

    private static LandlordException conflict(String message) {
        return new LandlordException(ErrorCode.VERSION_CONFLICT, message);
    }
}
