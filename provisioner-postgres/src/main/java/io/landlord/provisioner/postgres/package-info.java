/**
 * Makes and unmakes the PostgreSQL database of a tenant, as task handlers that a workflow calls step by step. Start with
 * {@link io.landlord.provisioner.postgres.PostgresHandlers}, which lists them.
 */
@NullMarked
package io.landlord.provisioner.postgres;

import org.jspecify.annotations.NullMarked;
