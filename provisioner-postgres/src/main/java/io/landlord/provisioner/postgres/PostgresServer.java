package io.landlord.provisioner.postgres;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that tenants' databases are made on, and how to log in there as an administrator. Its text form hides the password.
 *
 * <p>The administrator is a superuser, or a role that may create roles and databases and owns {@code postgres}, {@code template1}
 * and the database that the URL names. That database serves as the place to work from; nothing is created in it.
 *
 * @param url {@code jdbc:postgresql://host[:port][,host...]/database[?parameters]}; without user, password or other secrets,
 *     because the URL of a tenant's database, which workflow data carries, is made from it
 * @param user the administrator's role
 * @param password the administrator's password
 */
public record PostgresServer(String url, String user, String password) {
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/?@]+/)([^/?]+)(\\?.*)?");
    private static final Pattern SECRET = Pattern.compile("[?&](user|password|sslpassword)=");

    public PostgresServer {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        if (SECRET.matcher(url).find() || url.contains("@")) {
            throw new IllegalArgumentException("the URL of a PostgreSQL server must not hold a user or a password");
        }
        if (!URL.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "the URL of a PostgreSQL server has the form jdbc:postgresql://host:port/database, not " + url);
        }
    }

    /** The URL of another database on this server. */
    String urlOf(String database) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalStateException(url);
        }
        return matcher.group(1) + database + (matcher.group(3) == null ? "" : matcher.group(3));
    }

    @Override
    public String toString() {
        return "PostgresServer[url=" + url + ", user=" + user + ", password=***]";
    }
}
