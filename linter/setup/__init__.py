"""`lint init`: what a project is made of, and the files that make a first configuration."""
