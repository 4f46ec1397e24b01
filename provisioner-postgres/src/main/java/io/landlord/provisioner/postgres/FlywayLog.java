package io.landlord.provisioner.postgres;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/**
 * What Flyway tells, one level lower than it tells it: its eight lines for each tenant are details here. Warnings stay warnings.
 * Flyway makes it by its class name.
 */
public final class FlywayLog implements LogCreator {

    /** Called by Flyway. */
    public FlywayLog() {}

    @Override
    public Log createLogger(Class<?> source) {
        return new Lowered(System.getLogger(source.getName()));
    }

    private record Lowered(System.Logger log) implements Log {
        @Override
        public void debug(String message) {
            log.log(System.Logger.Level.TRACE, message);
        }

        @Override
        public void info(String message) {
            log.log(System.Logger.Level.DEBUG, message);
        }

        @Override
        public void notice(String message) {
            log.log(System.Logger.Level.DEBUG, message);
        }

        @Override
        public void warn(String message) {
            log.log(System.Logger.Level.WARNING, message);
        }

        @Override
        public void error(String message) {
            log.log(System.Logger.Level.ERROR, message);
        }

        @Override
        public void error(String message, Exception cause) {
            log.log(System.Logger.Level.ERROR, message, cause);
        }
    }
}
