/** The worker: a process that carries executions on Temporal out, with any set of pools, and nothing else. */
@NullMarked
package io.landlord.worker;

import org.jspecify.annotations.NullMarked;
