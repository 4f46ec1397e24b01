/** Several real servers on one database: killed, frozen and started again, and counted afterwards. */
@NullMarked
package io.landlord.server.fleet;

import org.jspecify.annotations.NullMarked;
