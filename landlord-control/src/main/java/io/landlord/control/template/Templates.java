package io.landlord.control.template;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates there are, with all their versions. */
public final class Templates {
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
        throw new UnsupportedOperationException();
    }

    /**
     * The newest version.
     *
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}, with a guess at the name that was meant
     */
    public Template get(String name) {
        throw new UnsupportedOperationException();
    }

    /** @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND} */
    public Template get(String name, int version) {
        throw new UnsupportedOperationException();
    }

    /**
     * All versions, oldest first.
     *
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}
     */
    public List<Template> versions(String name) {
        throw new UnsupportedOperationException();
    }

    /** One page of templates in their newest versions, by name. */
    public Page<Template> list(int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes a template with all versions.
     *
     * @throws LandlordException {@link ErrorCode#TEMPLATE_NOT_FOUND}; {@link ErrorCode#TEMPLATE_CONFLICT} while a tenant that is
     *     not deleted is pinned to one of them
     */
    public void delete(String name) {
        throw new UnsupportedOperationException();
    }
}
