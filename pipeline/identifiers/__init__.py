"""Identifiers: DOI, ISBN, ISSN and others, found as printed, cleaned by named steps and judged."""
