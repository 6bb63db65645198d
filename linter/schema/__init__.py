"""Front matter held against a JSON Schema (2020-12): read, applied, and inferred from posts."""
