/** Tests of the jq evaluator; {@link io.landlord.jq.JqConformanceTest} runs jq's own. */
@NullMarked
package io.landlord.jq;

import org.jspecify.annotations.NullMarked;
