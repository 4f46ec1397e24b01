package io.landlord.jq.regex;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named sets of characters: types, POSIX brackets and Unicode properties. */
final class CharTypes {
    static final CharTest DIGIT = Character::isDigit;
    static final CharTest WORD = c -> Character.isAlphabetic(c) || in(c, "Mn Mc Me Nd Nl No Pc");
    static final CharTest SPACE = c -> c >= 0x09 && c <= 0x0D || c == 0x85 || in(c, "Zs Zl Zp");
    private static final CharTest CONTROL = c -> in(c, "Cc");
    private static final CharTest GRAPH = c -> !SPACE.accepts(c) && !in(c, "Cc Cn Cs");
    private static final CharTest POSIX_WORD = c -> Character.isAlphabetic(c) || in(c, "Mn Mc Me Nd Pc");
    private static final CharTest BLANK = c -> c == '\t' || in(c, "Zs");
    private static final CharTest PUNCTUATION =
            c -> in(c, "Pc Pd Ps Pe Pi Pf Po") || c < 0x80 && "$+<=>^`|~".indexOf(c) >= 0;
    private static final CharTest HEX = c -> c < 0x80 && Character.digit(c, 16) >= 0;

    /** The order is that of the numbers {@link Character#getType(int)} gives. */
    private static final String[] CATEGORIES = {
        "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "", "Co",
        "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
    };

    private static final Map<String, CharTest> POSIX = Map.ofEntries(
            Map.entry("alnum", c -> Character.isAlphabetic(c) || Character.isDigit(c)),
            Map.entry("alpha", Character::isAlphabetic),
            Map.entry("ascii", c -> c < 0x80),
            Map.entry("blank", BLANK),
            Map.entry("cntrl", CONTROL),
            Map.entry("digit", DIGIT),
            Map.entry("graph", GRAPH),
            Map.entry("lower", Character::isLowerCase),
            Map.entry("print", c -> GRAPH.accepts(c) || in(c, "Zs")),
            Map.entry("punct", PUNCTUATION),
            Map.entry("space", SPACE),
            Map.entry("upper", Character::isUpperCase),
            Map.entry("xdigit", HEX),
            Map.entry("word", POSIX_WORD));

    private static final Map<String, CharTest> PROPERTIES = Map.ofEntries(
            Map.entry("any", CharTest.ANYTHING),
            Map.entry("assigned", c -> !in(c, "Cn")),
            Map.entry("alphabetic", Character::isAlphabetic),
            Map.entry("lowercase", Character::isLowerCase),
            Map.entry("uppercase", Character::isUpperCase),
            Map.entry("whitespace", SPACE),
            Map.entry("ideographic", Character::isIdeographic),
            Map.entry("emoji", Character::isEmoji),
            Map.entry("extendedpictographic", Character::isExtendedPictographic));

    private static final Map<String, String> LONG_NAMES = Map.ofEntries(
            Map.entry("letter", "L"),
            Map.entry("uppercaseletter", "Lu"),
            Map.entry("lowercaseletter", "Ll"),
            Map.entry("titlecaseletter", "Lt"),
            Map.entry("casedletter", "LC"),
            Map.entry("modifierletter", "Lm"),
            Map.entry("otherletter", "Lo"),
            Map.entry("mark", "M"),
            Map.entry("combiningmark", "M"),
            Map.entry("nonspacingmark", "Mn"),
            Map.entry("spacingmark", "Mc"),
            Map.entry("enclosingmark", "Me"),
            Map.entry("number", "N"),
            Map.entry("decimalnumber", "Nd"),
            Map.entry("letternumber", "Nl"),
            Map.entry("othernumber", "No"),
            Map.entry("punctuation", "P"),
            Map.entry("connectorpunctuation", "Pc"),
            Map.entry("dashpunctuation", "Pd"),
            Map.entry("openpunctuation", "Ps"),
            Map.entry("closepunctuation", "Pe"),
            Map.entry("initialpunctuation", "Pi"),
            Map.entry("finalpunctuation", "Pf"),
            Map.entry("otherpunctuation", "Po"),
            Map.entry("symbol", "S"),
            Map.entry("mathsymbol", "Sm"),
            Map.entry("currencysymbol", "Sc"),
            Map.entry("modifiersymbol", "Sk"),
            Map.entry("othersymbol", "So"),
            Map.entry("separator", "Z"),
            Map.entry("spaceseparator", "Zs"),
            Map.entry("lineseparator", "Zl"),
            Map.entry("paragraphseparator", "Zp"),
            Map.entry("other", "C"),
            Map.entry("control", "Cc"),
            Map.entry("format", "Cf"),
            Map.entry("surrogate", "Cs"),
            Map.entry("privateuse", "Co"),
            Map.entry("unassigned", "Cn"));

    private CharTypes() {}

    static CharTest posix(String name) {
        CharTest test = POSIX.get(name);
        if (test == null) {
            throw RegexException.failure("invalid POSIX bracket type");
        }
        return test;
    }

    /** Names are compared without case, blanks, hyphens and underscores. */
    static CharTest property(String name) {
        String key = name.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
        CharTest found = firstNonNull(POSIX.get(key), PROPERTIES.get(key), category(key), script(name), block(name));
        if (found == null) {
            throw RegexException.failure("invalid character property name {" + name + "}");
        }
        return found;
    }

    private static @Nullable CharTest firstNonNull(@Nullable CharTest... tests) {
        for (CharTest test : tests) {
            if (test != null) {
                return test;
            }
        }
        return null;
    }

    private static @Nullable CharTest category(String key) {
        String wanted = LONG_NAMES.getOrDefault(key, key);
        if (wanted.equalsIgnoreCase("LC")) {
            return c -> in(c, "Lu Ll Lt");
        }
        for (String category : CATEGORIES) {
            if (category.equalsIgnoreCase(wanted)) {
                return c -> CATEGORIES[Character.getType(c)].equals(category);
            }
            if (wanted.length() == 1 && category.regionMatches(true, 0, wanted, 0, 1)) {
                char major = category.charAt(0);
                return c -> CATEGORIES[Character.getType(c)].charAt(0) == major;
            }
        }
        return null;
    }

    private static @Nullable CharTest script(String name) {
        try {
            UnicodeScript script = UnicodeScript.forName(name.replace(' ', '_').replace('-', '_'));
            return c -> UnicodeScript.of(c) == script;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable CharTest block(String name) {
        if (!name.regionMatches(true, 0, "In", 0, 2)) {
            return null;
        }
        try {
            Character.UnicodeBlock block =
                    Character.UnicodeBlock.forName(name.substring(2).replaceAll("[ _]", ""));
            return c -> block.equals(Character.UnicodeBlock.of(c));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean in(int c, String categories) {
        String category = CATEGORIES[Character.getType(c)];
        return categories.contains(category);
    }
}
