"""A project: its configuration, its posts, and what git knows of them."""
