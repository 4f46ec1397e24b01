package io.landlord.jq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The builtins written in jq, compiled once; later ones may use earlier ones. */
final class Prelude {
    private static final Map<String, Code> FUNCTIONS = compile();

    private Prelude() {}

    static Map<String, Code> functions() {
        return FUNCTIONS;
    }

    private static Map<String, Code> compile() {
        String source = read();
        Problems problems = new Problems(source);
        Map<String, Code> functions = new LinkedHashMap<>();
        Parser parser = new Parser(source, problems);
        List<Ast.Definition> definitions = parser.library();
        Analysis analysis = new Analysis(parser.defined());
        for (Ast.Definition definition : definitions) {
            String signature = definition.name() + "/" + definition.parameters().size();
            functions.put(signature, new Compiler(problems, Set.of(), functions, analysis).function(definition));
        }
        problems.throwIfAny();
        return Map.copyOf(functions);
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Prelude.class.getResourceAsStream("prelude.jq"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
