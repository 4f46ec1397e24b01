package io.landlord.control.store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh database for each test of a class that runs on one kind; register it as an extension of the instance. */
public final class FreshDatabase implements BeforeEachCallback, AfterEachCallback {
    private final Dialect dialect;
    private @Nullable TestDatabase place;

    private FreshDatabase(Dialect dialect) {
        this.dialect = dialect;
    }

    public static FreshDatabase of(Dialect dialect) {
        return new FreshDatabase(dialect);
    }

    /** Opens the test's database once more, as another server would. */
    public ControlDatabase open() {
        if (place == null) {
            throw new IllegalStateException("the test has not begun");
        }
        return place.open();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        place = Databases.fresh(dialect, context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (place != null) {
            Databases.discard(place);
        }
    }
}
