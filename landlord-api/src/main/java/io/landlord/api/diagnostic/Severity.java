package io.landlord.api.diagnostic;

/** How much a diagnostic matters: an error refuses the document, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
