"""How sentences end and go on in the languages of the posts."""
