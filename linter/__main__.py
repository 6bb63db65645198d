"""`python -m linter` is `lint`."""

from linter.cli import main

main()
