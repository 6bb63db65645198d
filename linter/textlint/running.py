"""A textlint at work on the posts of a run: started first, awaited last.

A chunk that fails quickly is halved until the post to blame is alone. There are no threads, since
our own rules may fork: a further chunk starts when the run has come to wait.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from linter.diagnostic import Diagnostic
from linter.textlint import chunks, failure, inspection, keys, translate
from linter.textlint.chunks import Post
from linter.textlint.failure import Failure
from linter.textlint.find import Textlint
from linter.textlint.inspection import Inspection
from linter.textlint.keys import Cache
from linter.textlint.process import LIMIT, Process
from linter.textlint.settings import Settings
from linter.textlint.translate import Message

_GIVE_UP, _SLOW = 8, 2  # processes that failed, and those of them that took too long


class Running:
    """Ends its processes when it is left (`with`), when the interpreter ends, and on SIGTERM."""

    def __init__(
        self, root: Path, posts: Sequence[Post], settings: Settings, textlint: Textlint, config: Path,
        jobs: int, environment: str, cache: Cache | None, text: Callable[[str], str],
    ) -> None:  # fmt: skip
        self._root, self._settings, self._textlint, self._config = root, settings, textlint, config
        self._environment, self._text = environment, text
        self._cache: Cache = keys.Forgetful() if cache is None else cache
        self._found: dict[str, list[Message]] = {}
        self._failures: list[Failure] = []
        self._active: list[tuple[Process, tuple[Post, ...]]] = []
        self._processes = chunks.processes(settings, jobs)
        self._total = len(posts)
        fresh = [post for post in posts if not self._recall(post)]
        self._queue = deque(chunks.split(fresh, settings, self._processes))
        self._fill()

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends what still runs. What was found so far stays."""
        self._queue.clear()
        while self._active:
            self._active.pop()[0].close()

    def diagnostics(
        self, language: str = "en", progress: Callable[[int, int], None] = lambda done, total: None
    ) -> list[Diagnostic]:
        """Waits; then what textlint found, sorted, and what is wrong with textlint itself. Never raises an Exception.

        `progress(done, all)` is told of posts while it waits.
        """
        try:
            while self._active:
                self._watch()
                progress(len(self._found), self._total)
                self._fill()
            inspected = self._inspect()
        finally:
            self.close()
        settings = self._settings
        result = list(failure.diagnostics(self._failures, inspected, self._config, self._root, settings, language))
        for path, messages in self._found.items():
            if messages:
                result += translate.diagnostics(path, self._text(path), messages, settings.severity, language)
        return sorted(result, key=lambda diagnostic: diagnostic.order)

    def _recall(self, post: Post) -> bool:
        try:
            self._found[post.path] = translate.load(self._cache.get(post.key) or "")
        except ValueError:
            return False
        return True

    def _fill(self) -> None:
        while self._queue and len(self._active) < self._processes:
            posts = self._queue.popleft()
            if self._given_up:
                self._failures.append(self._failures[-1]._replace(posts=posts))
                continue
            try:
                self._active.append((self._launch(posts), posts))
            except (OSError, ValueError) as error:
                self._fail(Failure("crash", translate.clean(str(error)), posts))

    @property
    def _given_up(self) -> bool:
        kinds = [each.kind for each in self._failures]
        return "no-rules" in kinds or kinds.count("timeout") >= _SLOW or len(kinds) >= _GIVE_UP

    def _launch(self, posts: tuple[Post, ...]) -> Process:
        command = [*self._textlint.command, "--format", "json"]
        environment = {}
        limit = f"--max-old-space-size={chunks.heap(self._settings, self._processes)}"
        if self._textlint.script:
            command.insert(1, limit)
        else:
            environment["NODE_OPTIONS"] = f"{os.environ.get('NODE_OPTIONS', '')} {limit}".strip()
        folder, first = self._config.parent, posts[0]
        if first.alone:
            text = self._text(first.path) if first.text is None else first.text
            return Process([*command, "--stdin", "--stdin-filename", self._name(first)], folder, environment, text)
        return Process([*command, *(chunks.escaped(self._name(post)) for post in posts)], folder, environment)

    def _name(self, post: Post) -> str:
        """The path for textlint: relative, so that a folder named like a glob is none, and never an option."""
        return "./" + os.path.relpath(self._root / post.path, self._config.parent).replace(os.sep, "/")

    def _watch(self) -> None:
        """Looks after each process once, and takes those that ended."""
        for entry in list(self._active):
            process, posts = entry
            ended = process.wait(0.2 / len(self._active))
            late = not ended and time.monotonic() - process.started > self._settings.timeout
            too_much = process.too_much
            if ended or late or too_much:
                self._active.remove(entry)
                process.close()
                failed = Failure("timeout", "", posts) if late else self._take(process, posts, too_much)
                if failed:
                    self._fail(failed)

    def _take(self, process: Process, posts: tuple[Post, ...], too_much: bool) -> Failure | None:
        """Keeps what the process found, or says why there is nothing."""
        try:
            if too_much:
                raise ValueError(f"more than {LIMIT:,} bytes")
            results = translate.read(process.output)
        except ValueError as error:
            gone = not any((self._root / post.path).exists() for post in posts)
            if "SearchFilesNoTargetFileError" in process.error and gone:
                return None
            return Failure(*failure.reason(process, str(error)), posts)
        folder = self._config.parent
        named = {os.path.normpath(folder / name): messages for name, messages in results.items()}
        for post in posts:
            name = self._name(post)
            # textlint names a file in its working folder, which has no symlinks in its path
            places = (os.path.normpath(base / name) for base in (folder, folder.resolve()))
            messages: list[Message] = next((named[place] for place in places if place in named), [])
            self._found[post.path] = messages
            self._cache.put(post.key, translate.dump(messages))
        return None

    def _fail(self, failed: Failure) -> None:
        """Notes a failure, and lets the halves of a chunk try again where that may help."""
        posts = failed.posts
        again = len(posts) > 1 and failed.kind in ("crash", "garbage", "memory")
        self._failures.append(failed._replace(posts=()) if again else failed)
        if again:
            middle = len(posts) // 2
            self._queue.extendleft((posts[middle:], posts[:middle]))

    def _inspect(self) -> Inspection | None:
        key = keys.inspection(self._environment)
        stored = self._cache.get(key)
        found = inspection.read(stored) if stored else None
        if found is None:
            output = inspection.inspect(self._textlint, self._config)
            found = inspection.read(output)
            if found:
                self._cache.put(key, output)
        return found
