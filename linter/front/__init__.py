"""What can be wrong with the front matter of a post, one idea a module; the check `frontmatter` is their stream."""
