package io.landlord.cli.remote;

/** What is shown of each kind of thing in a list. */
final class Views {
    static final View TENANTS = View.of(
            "tenants",
            "NAME /name",
            "STATE /state state",
            "PLAN /plan",
            "TEMPLATE /template",
            "VERSION /templateVersion",
            "CHANGED /updatedAt age",
            "REASON /reason/message");
    static final View TENANT_EVENTS = View.of(
            "events", "TIME /time", "EVENT /type", "STATE /state state", "OPERATION /operation", "MESSAGE /message");
    static final View CREDENTIALS =
            View.of("credentials", "NAME /name", "USERNAME /username", "PASSWORD /password", "PROPERTIES /properties");
    static final View OPERATIONS = View.of(
            "operations",
            "ID /id",
            "TENANT /tenant",
            "KIND /kind",
            "STATE /state state",
            "ATTEMPT /attempt",
            "CREATED /createdAt age",
            "TOOK / took",
            "ERROR /error/message");
    static final View WORKFLOWS = View.of(
            "workflows", "ID /id", "VERSION /version", "PROVIDER /provider", "NAME /name", "DEPLOYED /deployedAt age");
    static final View WORKFLOW_VERSIONS = View.of(
            "versions", "VERSION /version", "PROVIDER /provider", "DEPLOYED /deployedAt age", "CONTENT /contentHash");
    static final View EXECUTIONS = View.of(
            "executions",
            "ID /id",
            "WORKFLOW /workflowId",
            "VERSION /version",
            "STATE /state state",
            "STARTED /startTime age",
            "TOOK / took",
            "NAME /name");
    static final View EXECUTION_EVENTS = View.of(
            "events",
            "SEQUENCE /sequence",
            "TIME /time",
            "EVENT /type",
            "TASK /task",
            "PATH /path",
            "ERROR /error/detail");
    static final View TEMPLATES = View.of(
            "templates",
            "NAME /name",
            "VERSION /version",
            "PARAMETERS /parameters count",
            "CREATED /createdAt age",
            "DESCRIPTION /description");
    static final View PLANS =
            View.of("plans", "NAME /name", "LIMITS /limits", "CHANGED /updatedAt age", "DESCRIPTION /description");
    static final View PROVIDERS = View.of("providers", "NAME /name", "DEFAULT /default", "CAPABILITIES /capabilities");

    private Views() {}
}
