package io.landlord.control.store;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Which database the control plane uses. Its text form hides the password.
 *
 * @param url {@code jdbc:postgresql://host:port/database} or {@code jdbc:sqlite:/path/to/file}
 * @param user whom to connect as; SQLite has no users
 * @param password the user's password
 * @param poolSize how many connections are open at most, 1 to 200
 * @throws IllegalArgumentException when the URL names another kind of database, or the pool's size is out of range
 */
public record Settings(
        String url, @Nullable String user, @Nullable String password, int poolSize) {
    private static final int POOL_SIZE = 10;

    public Settings {
        requireNonNull(url, "url");
        Dialect.of(url);
        if (poolSize < 1 || poolSize > 200) {
            throw new IllegalArgumentException("the pool must have 1 to 200 connections, not " + poolSize);
        }
    }

    /** These settings with at most 10 connections. */
    public Settings(String url, @Nullable String user, @Nullable String password) {
        this(url, user, password, POOL_SIZE);
    }

    Dialect dialect() {
        return Dialect.of(url);
    }

    /** The URL without what follows its question mark, which may be a password. */
    String place() {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    @Override
    public String toString() {
        return "Settings[url=" + place() + ", user=" + user + ", password=***, poolSize=" + poolSize + "]";
    }
}
