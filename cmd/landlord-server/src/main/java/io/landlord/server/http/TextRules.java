package io.landlord.server.http;

/** What text must not hold. */
final class TextRules {

    private TextRules() {}

    /** Whether half of a surrogate pair stands alone, which no encoding can express. */
    static boolean hasLoneSurrogate(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.isHighSurrogate(character)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1))) {
                at++;
            } else if (Character.isSurrogate(character)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it holds what can never be part of a name: controls, which databases refuse and terminals obey. */
    static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
