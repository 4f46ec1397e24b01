package io.landlord.control.credential;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.store.ControlDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Keeps credentials in the control plane's database, encrypted: each with a random key of its own (AES-256-GCM), which is sealed
 * with a master key that the database never sees. Who has the database or its backup alone has no secret.
 *
 * <p>A row that was changed or moved to another name is a {@link LandlordException} of {@link ErrorCode#INTERNAL}, and so is a
 * master key that is missing or wrong. Inside of a transaction of the database a write is part of it; on its own it is durable
 * when it returns. Several servers may share the database.
 */
public final class JdbcCredentialStore implements CredentialStore {
    private static final int BATCH = 100;

    private final ControlDatabase database;
    private final MasterKeys keys;
    private final Clock clock;

    /**
     * A store in this database. One credential of each master key in use is opened as a trial.
     *
     * @throws LandlordException {@link ErrorCode#INTERNAL} when the keys are not those that the credentials were sealed with
     */
    public JdbcCredentialStore(ControlDatabase database, MasterKeys keys) {
        this(database, keys, Clock.systemUTC());
    }

    JdbcCredentialStore(ControlDatabase database, MasterKeys keys, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        trial();
    }

    /** The id of the master key that seals. */
    public String newestKey() {
        return keys.newest();
    }

    @Override
    public void put(CredentialReference reference, Credential credential) {
        Envelope envelope = Envelope.of(reference, credential, keys);
        database.inTransaction(() -> database.jdbc()
                .sql("""
                        INSERT INTO credential (tenant, name, master_key, data_key, sealed, updated_at)
                        VALUES (:tenant, :name, :masterKey, :dataKey, :sealed, :now)
                        ON CONFLICT (tenant, name) DO UPDATE SET master_key = excluded.master_key,
                            data_key = excluded.data_key, sealed = excluded.sealed, updated_at = excluded.updated_at
                        """)
                .param("tenant", reference.tenant())
                .param("name", reference.name())
                .param("masterKey", envelope.masterKey())
                .param("dataKey", envelope.dataKey())
                .param("sealed", envelope.sealed())
                .param("now", clock.millis())
                .update());
    }

    @Override
    public Optional<Credential> find(CredentialReference reference) {
        return database.jdbc()
                .sql("SELECT * FROM credential WHERE tenant = :tenant AND name = :name")
                .param("tenant", reference.tenant())
                .param("name", reference.name())
                .query(Row::of)
                .optional()
                .map(row -> row.envelope().open(reference, keys));
    }

    @Override
    public void delete(CredentialReference reference) {
        database.inTransaction(() -> database.jdbc()
                .sql("DELETE FROM credential WHERE tenant = :tenant AND name = :name")
                .param("tenant", reference.tenant())
                .param("name", reference.name())
                .update());
    }

    @Override
    public List<CredentialReference> list(String tenant) {
        return database.jdbc()
                .sql("SELECT name FROM credential WHERE tenant = :tenant ORDER BY name")
                .param("tenant", tenant)
                .query((row, number) -> new CredentialReference(tenant, row.getString(1)))
                .list();
    }

    /**
     * Seals the keys of all credentials with the newest master key, so that the older ones can be taken away. Credentials stay
     * readable and writable meanwhile; an interrupted rotation goes on where it is called again.
     *
     * @return how many credentials were under an older key
     */
    public int rotate() {
        int rotated = 0;
        while (!outdated(1, "").isEmpty()) {
            rotated += database.inTransaction(this::rotateBatch);
        }
        return rotated;
    }

    private int rotateBatch() {
        List<Row> batch = outdated(BATCH, database.dialect().forUpdate());
        for (Row row : batch) {
            Envelope envelope = row.envelope().resealed(row.reference(), keys);
            database.jdbc()
                    .sql("""
                            UPDATE credential SET master_key = :masterKey, data_key = :dataKey
                            WHERE tenant = :tenant AND name = :name
                            """)
                    .param("masterKey", envelope.masterKey())
                    .param("dataKey", envelope.dataKey())
                    .param("tenant", row.reference().tenant())
                    .param("name", row.reference().name())
                    .update();
        }
        return batch.size();
    }

    private List<Row> outdated(int limit, String lock) {
        return database.jdbc()
                .sql("SELECT * FROM credential WHERE master_key <> :newest ORDER BY tenant, name LIMIT :limit" + lock)
                .param("newest", keys.newest())
                .param("limit", limit)
                .query(Row::of)
                .list();
    }

    private void trial() {
        List<Row> samples = database.jdbc().sql("""
                        SELECT c.* FROM credential c WHERE NOT EXISTS (SELECT 1 FROM credential o
                            WHERE o.master_key = c.master_key AND (o.tenant, o.name) < (c.tenant, c.name))
                        """).query(Row::of).list();
        for (Row row : samples) {
            row.envelope().resealed(row.reference(), keys);
        }
    }

    private record Row(CredentialReference reference, Envelope envelope) {
        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    new CredentialReference(row.getString("tenant"), row.getString("name")),
                    new Envelope(row.getString("master_key"), row.getString("data_key"), row.getString("sealed")));
        }
    }
}
