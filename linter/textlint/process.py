"""One subprocess that can be ended with all its children, and whose output can't fill the disk."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any

LIMIT = 200_000_000  # bytes of output; 12,795 findings on 2.4 MB of posts took 5 MB
_alive: set[Process] = set()


class Process:
    """A command, started at once, in a process group of its own. Output goes to unnamed files: nobody waits for a pipe."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str], text: str | None = None):
        self._owner = os.getpid()
        self.started = time.monotonic()
        self.output = ""  # standard output and error, once it is closed
        self.error = ""
        self._out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (close() closes it)
        self._err: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        stdin: IO[bytes] | int = subprocess.DEVNULL
        if text is not None:
            stdin = tempfile.TemporaryFile()  # noqa: SIM115
            stdin.write(text.encode("utf-8", "replace"))
            stdin.seek(0)
        options: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        try:
            self._process = subprocess.Popen(
                list(command), cwd=folder, env={**os.environ, **environment}, stdin=stdin,
                stdout=self._out, stderr=self._err, **options,
            )  # fmt: skip
        finally:
            if not isinstance(stdin, int):
                stdin.close()
        _alive.add(self)
        _die_with_us()
        if sys.platform == "linux":  # a writer that is faster than our watch
            import resource

            with suppress(OSError, ValueError):
                resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (LIMIT, LIMIT))

    @property
    def returncode(self) -> int | None:
        return self._process.returncode

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within that time."""
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    @property
    def too_much(self) -> bool:
        """Whether it has printed more than LIMIT."""
        return os.fstat(self._out.fileno()).st_size > LIMIT or os.fstat(self._err.fileno()).st_size > LIMIT

    def close(self) -> None:
        """Kills it and its children where they still run, and takes what it printed."""
        if (
            self not in _alive or self._owner != os.getpid()
        ):  # a fork of ours that ends does not end what is not its own
            return
        if self._process.poll() is None:
            if sys.platform == "win32":
                subprocess.run(
                    ["taskkill", "/T", "/F", "/PID", str(self._process.pid)], capture_output=True, check=False
                )
            else:
                self._kill_group()
            self._process.kill()
            self._process.wait()
        elif sys.platform != "win32":
            self._kill_group()  # what a wrapper left behind
        _alive.discard(self)
        self.output, self.error = _taken(self._out, LIMIT), _taken(self._err, 20_000)

    def _kill_group(self) -> None:
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _taken(file: IO[bytes], limit: int) -> str:
    file.seek(0)
    data = file.read(limit)
    file.close()
    return data.decode("utf-8", "replace")


def _die_with_us() -> None:
    """What ends us ends our processes first: the interpreter's end, and SIGTERM or SIGHUP where nobody handles them."""
    atexit.unregister(_close_all)
    atexit.register(_close_all)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            try:
                signal.signal(number, _end)
            except ValueError:  # not the main thread
                return


def _close_all() -> None:
    for process in list(_alive):
        process.close()


def _end(number: int, frame: FrameType | None) -> None:
    _close_all()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
