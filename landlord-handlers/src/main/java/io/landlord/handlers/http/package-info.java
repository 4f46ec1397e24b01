/**
 * The specification's HTTP call: arguments become a request, its response becomes JSON or an error. Start with
 * {@link io.landlord.handlers.http.HttpHandler}.
 */
@NullMarked
package io.landlord.handlers.http;

import org.jspecify.annotations.NullMarked;
