package io.landlord.control.store;

import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test on SQLite in a directory of its own, and on a fresh database of the one PostgreSQL server of the test run. */
public final class Databases implements TestTemplateInvocationContextProvider {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Databases.class);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(Dialect.values()).map(On::new);
    }

    private record On(Dialect dialect) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocation) {
            return dialect.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Fresh(dialect));
        }
    }

    private record Fresh(Dialect dialect) implements ParameterResolver, AfterEachCallback {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            // One for a test, also where its class's @BeforeEach asks for it too.
            return context.getStore(NAMESPACE)
                    .computeIfAbsent("database", key -> fresh(dialect, context), TestDatabase.class);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            TestDatabase database = context.getStore(NAMESPACE).remove("database", TestDatabase.class);
            if (database != null) {
                discard(database);
            }
        }
    }

    static TestDatabase fresh(Dialect dialect, ExtensionContext context) {
        return new TestDatabase(
                switch (dialect) {
                    case SQLITE -> inTemporaryDirectory();
                    case POSTGRESQL ->
                        newDatabase(context.getRoot()
                                .getStore(NAMESPACE)
                                .computeIfAbsent(
                                        "server", key -> EmbeddedServer.startTemporary(), EmbeddedServer.class));
                });
    }

    static void discard(TestDatabase database) {
        database.close();
        if (database.dialect() == Dialect.SQLITE) {
            delete(database.directory());
        }
    }

    private static Settings inTemporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("landlord-control");
            return new Settings("jdbc:sqlite:" + directory.resolve("landlord.db"), null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings newDatabase(EmbeddedServer server) {
        String name = "control_" + NUMBERS.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = server.url().substring(0, server.url().lastIndexOf('/') + 1) + name;
        return new Settings(url, server.user(), server.password());
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }
            });
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
