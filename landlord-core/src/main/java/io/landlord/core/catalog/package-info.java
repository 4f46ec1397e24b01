/**
 * Who owns a workflow or an execution, and what definitions compile to. Start with
 * {@link io.landlord.core.catalog.WorkflowCatalog}.
 */
@NullMarked
package io.landlord.core.catalog;

import org.jspecify.annotations.NullMarked;
