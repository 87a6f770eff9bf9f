"""References: one reference string to its fields and names; ``pipeline.fields`` has a module for each field."""
