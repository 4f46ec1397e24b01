package io.landlord.control.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database of one test: {@link #open} it as often as there are servers; everything is closed after the test. */
public final class TestDatabase implements AutoCloseable {
    private final Settings settings;
    private final List<ControlDatabase> opened = new ArrayList<>();

    TestDatabase(Settings settings) {
        this.settings = settings;
    }

    /** Opens the database once more, as another server would. */
    public ControlDatabase open() {
        return openThrough(new Tap());
    }

    /** As {@link #open()}, as a server that can be frozen and cut off. */
    public synchronized ControlDatabase openThrough(Tap tap) {
        ControlDatabase database = ControlDatabase.open(settings, tap::around);
        opened.add(database);
        return database;
    }

    public Settings settings() {
        return settings;
    }

    public Dialect dialect() {
        return settings.dialect();
    }

    /** The SQLite file. */
    public Path file() {
        return Path.of(settings.url().substring("jdbc:sqlite:".length()));
    }

    Path directory() {
        return Path.of("/").resolve(file().subpath(0, file().getNameCount() - 1));
    }

    @Override
    public synchronized void close() {
        opened.forEach(ControlDatabase::close);
    }

    @Override
    public String toString() {
        return dialect().name();
    }
}
