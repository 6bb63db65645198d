"""The command `lint`. Its subcommands live in `linter.commands` and are imported when they are called."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module

import click

from linter import __version__
from linter.errors import UserError

COMMANDS = {  # name -> module in linter.commands, which holds a click command named `command`
    "baseline": "baseline",
    "check": "check",
    "config": "config",
    "explain": "explain",
    "init": "init",
    "rules": "rules",
    "textlint": "textlint",
}
DEFAULT = "check"


class Commands(click.Group):
    """Subcommands imported on demand; what is no subcommand is the arguments of `check`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"linter.commands.{COMMANDS[cmd_name]}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*COMMANDS, "--help", "-h", "--version"):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=False)
@click.version_option(__version__, prog_name="kouetsu")
def group() -> None:
    """校閲: finds, explains and repairs damage in blog posts.

    `lint [PATHS]` is short for `lint check [PATHS]`; `lint check --help` shows its options.
    """


def main() -> None:
    """Runs the command. Exit 0: nothing to complain of; 1: findings; 2: the run could not be done."""
    _collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        group.main(standalone_mode=False)
    except UserError as error:
        _fail(str(error))
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _fail(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if os.environ.get("KOUETSU_DEBUG"):
            raise
        _fail(f"internal error: {type(error).__name__}: {error}; please report it (KOUETSU_DEBUG=1 shows where)")


def _collect_seldom() -> None:
    """Looking for cycles after every 700 new objects, and through all of them at the end, is a tenth of a run."""
    gc.set_threshold(10_000)
    atexit.register(gc.freeze)


def _fail(message: str) -> None:
    from linter.reporters.terminal import clean

    click.echo(f"lint: {clean(message)}", err=True)
    sys.exit(2)
