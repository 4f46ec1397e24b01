/**
 * The catalog of workflows and executions in the control plane's database. Start with
 * {@link io.landlord.control.catalog.JdbcWorkflowCatalog}.
 */
@NullMarked
package io.landlord.control.catalog;

import org.jspecify.annotations.NullMarked;
