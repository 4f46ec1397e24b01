package io.landlord.tck.kit;

import java.util.ArrayList;
import java.util.List;

/** The scenarios of a Gherkin file, as far as the conformance kit uses the language. */
record Feature(List<Scenario> scenarios) {

    /** @param steps in order, without their keyword */
    record Scenario(String name, List<Step> steps) {}

    /** @param text the text in quotes below the step; empty without one */
    record Step(String sentence, String text) {}

    static Feature parse(String source) {
        List<Scenario> scenarios = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        List<String> lines = source.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.startsWith("Scenario:")) {
                steps = new ArrayList<>();
                scenarios.add(new Scenario(line.substring("Scenario:".length()).strip(), steps));
            } else if (line.matches("(Given|When|Then|And) .*")) {
                String sentence = line.substring(line.indexOf(' ') + 1).strip();
                boolean quoted =
                        at + 1 < lines.size() && lines.get(at + 1).strip().startsWith("\"\"\"");
                String text = quoted ? quoted(lines, at + 1) : "";
                steps.add(new Step(sentence.startsWith("given ") ? sentence.substring(6) : sentence, text));
                at += quoted ? (int) text.lines().count() + 2 : 0;
            }
        }
        return new Feature(scenarios);
    }

    /** The lines between the quotes, without the indentation of the quotes themselves. */
    private static String quoted(List<String> lines, int opening) {
        int indent = lines.get(opening).indexOf('"');
        StringBuilder text = new StringBuilder();
        for (int at = opening + 1; !lines.get(at).strip().startsWith("\"\"\""); at++) {
            String line = lines.get(at);
            text.append(line.length() >= indent ? line.substring(indent) : line.strip())
                    .append('\n');
        }
        return text.toString();
    }
}
