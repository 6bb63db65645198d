"""Installed as users install it: from a wheel, from a source distribution, editable; beside PyPI's `rules`."""

import subprocess
import sys
import venv
import zipfile

import pytest
from support import ROOT, absent


def run(*command, cwd=None):
    answer = subprocess.run([str(each) for each in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr[-2000:] + answer.stdout[-500:]
    return answer.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A wheel and a source distribution of what is committed and what is not."""
    folder = tmp_path_factory.mktemp("dist")
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if answer.returncode:
        absent("network", f"the build backend can't be had: {answer.stderr[-300:]}")
    return folder


def environment(folder, *requirements):
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", *requirements)
    return python


def works(python, folder):
    """The installed command reads its rules and a post, and `import rules` is not ours."""
    post = folder / "post.md"
    post.write_text("---\ntitle: 題\n---\n本文です。\n\n---END---\n", encoding="utf-8")
    for command in ("lint", "kouetsu"):
        printed = run(python.parent / command, "--exit-zero", "--select", "generator-residue", "post.md", cwd=folder)
        assert printed.startswith("post.md:6:1: error:")
    where = run(python, "-c", "import rules, linter; print(rules.__file__); print(linter.__file__)", cwd=folder)
    assert "linter" not in where.splitlines()[0]


def test_the_wheel_holds_the_rules_and_no_package_named_rules(built):
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    assert {name for name in names if name.endswith(".md")} == {
        f"linter/rules/{file.name}" for file in (ROOT / "rules").glob("*.md")
    }
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"linter"}


def test_a_wheel_install(built, tmp_path):
    works(environment(tmp_path / "venv", next(built.glob("*.whl")), "rules==3.5"), tmp_path)


def test_a_source_install(built, tmp_path):
    python = environment(tmp_path / "venv", "rules==3.5", "hatchling")
    run(python, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path / "sdist", cwd=ROOT)
    run(python, "-m", "pip", "install", "--quiet", next((tmp_path / "sdist").glob("*.tar.gz")))
    works(python, tmp_path)


def test_an_editable_install(tmp_path):
    works(environment(tmp_path / "venv", "rules==3.5", "--editable", ROOT), tmp_path)
