/**
 * Node graphs: reads them, checks where their steps lead, and writes each as the Serverless Workflow document that does the
 * same. Start with {@link io.landlord.language.graph.GraphDocument}.
 */
@NullMarked
package io.landlord.language.graph;

import org.jspecify.annotations.NullMarked;
