package io.landlord.control.template;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.control.Cursor;
import io.landlord.control.Page;
import io.landlord.control.Problems;
import io.landlord.control.store.ControlDatabase;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.language.reader.Spelling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The templates there are, with all their versions. Safe for use by many threads. */
public final class Templates {
    /** The newest version there is or ever was of a template. */
    private record Head(int newest, boolean removed) {}

    private final ControlDatabase database;
    private final WorkflowManager facade;
    private final Clock clock;

    /** @param facade checks definitions as the engine does that tenants are made on */
    public Templates(ControlDatabase database, WorkflowManager facade, Clock clock) {
        this.database = database;
        this.facade = facade;
        this.clock = clock;
    }

    /**
     * What putting a template gave.
     *
     * @param created false when the newest version had this content already
     */
    public record PutResult(Template template, boolean created) {}

    /**
     * Makes a template or its next version. The newest version's content again gives that version.
     *
     * @param expectedVersion the newest version the caller saw; 0 for none, there must not be one; {@code null} for whatever is
     *     there
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with the problems of parameters and both definitions;
     *     {@link ErrorCode#VERSION_CONFLICT}
     */
    public PutResult put(
            String name,
            String description,
            List<TemplateParameter> parameters,
            String definition,
            String removal,
            @Nullable Long expectedVersion) {
        Problems problems = new Problems();
        problems.checkName(name, "/name");
        ParameterCheck.check(parameters, problems);
        problems.addAll(problemsOf("/definition", "template-definition", definition));
        problems.addAll(problemsOf("/removal", "template-removal", removal));
        problems.refuse("template '" + Problems.shown(name) + "'");
        Template wanted = new Template(name, 1, description, parameters, definition, removal, now());
        return database.inTransaction(() -> put(wanted, expectedVersion));
    }

    private List<Diagnostic> problemsOf(String part, String workflowId, String text) {
        return facade.validate(WorkflowSpec.of(workflowId, text)).stream()
                .filter(Diagnostic::isError)
                .map(problem -> new Diagnostic(
                        problem.severity(),
                        problem.code(),
                        part + problem.pointer(),
                        problem.line(),
                        problem.column(),
                        problem.message(),
                        problem.hint()))
                .toList();
    }

    private PutResult put(Template wanted, @Nullable Long expectedVersion) {
        String name = wanted.name();
        boolean first = database.jdbc()
                        .sql("INSERT INTO templates (name, newest, removed) VALUES (:name, 0, 1)"
                                + " ON CONFLICT (name) DO NOTHING")
                        .param("name", name)
                        .update()
                > 0;
        Head head = head(name).orElseThrow();
        long seen = head.removed() ? 0 : head.newest();
        if (expectedVersion != null && expectedVersion != seen) {
            throw new LandlordException(
                    ErrorCode.VERSION_CONFLICT,
                    "template '" + name + "' is not in the version the request expects; read it again and decide anew");
        }
        if (!first && !head.removed()) {
            Template newest = get(name, head.newest());
            if (sameContent(newest, wanted)) {
                return new PutResult(newest, false);
            }
        }
        insert(wanted, head.newest() + 1);
        return new PutResult(get(name, head.newest() + 1), true);
    }

    private Optional<Head> head(String name) {
        return database.jdbc()
                .sql("SELECT newest, removed FROM templates WHERE name = :name"
                        + database.dialect().forUpdate())
                .param("name", name)
                .query((row, number) -> new Head(row.getInt("newest"), row.getInt("removed") != 0))
                .optional();
    }

    private static boolean sameContent(Template left, Template right) {
        return left.description().equals(right.description())
                && left.parameters().equals(right.parameters())
                && left.definition().equals(right.definition())
                && left.removal().equals(right.removal());
    }

    private void insert(Template template, int version) {
        int inserted = database.jdbc()
                .sql("INSERT INTO template_versions"
                        + " (name, version, description, parameters, definition, removal, created_at)"
                        + " VALUES (:name, :version, :description, :parameters, :definition, :removal, :now)")
                .param("name", template.name())
                .param("version", version)
                .param("description", template.description())
                .param("parameters", StoredParameters.write(template.parameters()))
                .param("definition", template.definition())
                .param("removal", template.removal())
                .param("now", template.createdAt().toEpochMilli())
                .update();
        int updated = database.jdbc()
                .sql("UPDATE templates SET newest = :version, removed = 0 WHERE name = :name")
                .param("version", version)
                .param("name", template.name())
                .update();
        if (inserted + updated != 2) {
            throw new IllegalStateException("template '" + template.name() + "' was not written");
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /**
     * The newest version.
     *
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}, with a guess at the name that was meant
     */
    public Template get(String name) {
        return find("v.version = t.newest", name, 0).orElseThrow(() -> unknown(name));
    }

    /** @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND} */
    public Template get(String name, int version) {
        return find("v.version = :version", name, version).orElseThrow(() -> unknown(name, version));
    }

    /**
     * The version that a tenant refers to; the template is not removed before the transaction of this thread has ended, and gets
     * no version.
     *
     * @param version {@code null} for the newest
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}
     */
    public Template hold(String name, @Nullable Integer version) {
        // First the lock, then what it says: a version that came while this waited is seen.
        var ignored = database.jdbc()
                .sql("SELECT newest FROM templates WHERE name = :name"
                        + database.dialect().forReference())
                .param("name", name)
                .query(Integer.class)
                .optional();
        return version == null ? get(name) : get(name, version);
    }

    private Optional<Template> find(String which, String name, int version) {
        if (!Problems.isName(name)) {
            return Optional.empty();
        }
        return database.jdbc()
                .sql("SELECT v.* FROM template_versions v JOIN templates t ON t.name = v.name"
                        + " WHERE v.name = :name AND " + which)
                .param("name", name)
                .param("version", version)
                .query(Templates::template)
                .optional();
    }

    private LandlordException unknown(String name) {
        List<String> known = database.jdbc()
                .sql("SELECT name FROM templates WHERE removed = 0 ORDER BY name LIMIT 300")
                .query((row, number) -> row.getString(1))
                .list();
        String hint = Spelling.didYouMean(name, known);
        return new LandlordException(
                ErrorCode.TEMPLATE_NOT_FOUND,
                "there is no template '" + Problems.shown(name) + "'" + (hint == null ? "" : "; " + hint));
    }

    private LandlordException unknown(String name, int version) {
        return find("v.version = t.newest", name, 0)
                .map(newest -> new LandlordException(
                        ErrorCode.TEMPLATE_NOT_FOUND,
                        "template '" + name + "' has no version " + version + "; its newest is " + newest.version()))
                .orElseGet(() -> unknown(name));
    }

    /**
     * All versions, oldest first.
     *
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}
     */
    public List<Template> versions(String name) {
        List<Template> versions = Problems.isName(name)
                ? database.jdbc()
                        .sql("SELECT * FROM template_versions WHERE name = :name ORDER BY version")
                        .param("name", name)
                        .query(Templates::template)
                        .list()
                : List.of();
        if (versions.isEmpty()) {
            throw unknown(name);
        }
        return versions;
    }

    /** One page of templates in their newest versions, by name. */
    public Page<Template> list(int limit, @Nullable String cursor) {
        List<Template> found = database.jdbc()
                .sql("SELECT v.* FROM templates t JOIN template_versions v ON v.name = t.name AND v.version = t.newest"
                        + " WHERE t.name > :after AND t.removed = 0 ORDER BY t.name LIMIT :limit")
                .param("after", Optional.ofNullable(Cursor.read(cursor)).orElse(""))
                .param("limit", Cursor.limit(limit) + 1)
                .query(Templates::template)
                .list();
        return Cursor.page(found, limit, Template::name);
    }

    /**
     * Removes a template with all versions.
     *
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}; {@link ErrorCode#TEMPLATE_CONFLICT} while a tenant that is
     *     not deleted is pinned to one of them
     */
    public void delete(String name) {
        database.inTransaction(() -> {
            if (head(name).map(Head::removed).orElse(true)) {
                throw unknown(name);
            }
            database.jdbc()
                    .sql("SELECT name FROM tenants WHERE template = :template AND state <> 'deleted'"
                            + " ORDER BY name LIMIT 1")
                    .param("template", name)
                    .query(String.class)
                    .optional()
                    .ifPresent(tenant -> {
                        throw new LandlordException(
                                ErrorCode.TEMPLATE_CONFLICT,
                                "template '" + name + "' is used by tenant '" + tenant
                                        + "'; delete the tenants that are made with it first");
                    });
            int versions = database.jdbc()
                    .sql("DELETE FROM template_versions WHERE name = :name")
                    .param("name", name)
                    .update();
            int head = database.jdbc()
                    .sql("UPDATE templates SET removed = 1 WHERE name = :name")
                    .param("name", name)
                    .update();
            if (versions < 1 || head != 1) {
                throw new IllegalStateException("template '" + name + "' was not removed whole");
            }
        });
    }

    private static Template template(ResultSet row, int number) throws SQLException {
        return new Template(
                row.getString("name"),
                row.getInt("version"),
                row.getString("description"),
                StoredParameters.read(row.getString("parameters")),
                row.getString("definition"),
                row.getString("removal"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
