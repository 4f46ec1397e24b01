/**
 * What people and programs see of an execution, made from its state and its trace once for all engines. Start with
 * {@link io.landlord.machine.view.ExecutionView}.
 */
@NullMarked
package io.landlord.machine.view;

import org.jspecify.annotations.NullMarked;
