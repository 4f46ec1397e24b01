/** What every endpoint shares: bodies with positions, problems, headers, pages. */
@NullMarked
package io.landlord.server.http;

import org.jspecify.annotations.NullMarked;
