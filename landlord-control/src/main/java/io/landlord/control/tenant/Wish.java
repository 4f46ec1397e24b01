package io.landlord.control.tenant;

import tools.jackson.databind.node.ObjectNode;

/** All that can be wanted of a tenant, nothing left open. */
record Wish(String plan, String template, int templateVersion, ObjectNode parameters) {}
