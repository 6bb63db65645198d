"""The hooks under the real pre-commit, in scratch repositories."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import GIT, ROOT, absent

POST = "---\ntitle: {title}\ndate: 2026-01-01\n---\n\n{title}についての本文です。窓際の席も新しくなります。\n"
RESIDUE = "\n---END---\n"


def run(folder, *command, check=True, **environment):
    env = {**os.environ, **environment}
    answer = subprocess.run(
        [str(each) for each in command], cwd=folder, capture_output=True, text=True, check=False, env=env
    )
    if check:
        assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-3000:]
    return answer


def git(folder, *arguments, check=True):
    return run(folder, *GIT, *arguments, check=check)


def precommit(folder, *arguments, check=False):
    return run(folder, sys.executable, "-m", "pre_commit", *arguments, check=check)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A repository of the hooks as they stand in the work tree, with pre-commit's own home."""
    folder = tmp_path_factory.mktemp("hooks")
    home = tmp_path_factory.mktemp("home")
    names = subprocess.run(["git", "ls-files", "-z", "linter", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"],
                           cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")  # fmt: skip
    for name in filter(None, names):
        source, target = ROOT / os.fsdecode(name), folder / os.fsdecode(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    os.environ["PRE_COMMIT_HOME"] = str(home)
    yield folder
    del os.environ["PRE_COMMIT_HOME"]


def write(blog, name, text):
    file = blog / "_posts" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def repository(blog, hooks, *ids, args=()):
    """A blog of two posts, with the hooks installed."""
    git(blog, "init", "-q")
    write(blog, "2026-01-01-a.md", POST.format(title="図書館の予算"))
    write(blog, "2026-01-02-b.md", POST.format(title="公園の樹木"))
    revision = git(hooks, "rev-parse", "HEAD").stdout.strip()
    entries = "".join(f"      - id: {name}\n        args: [{', '.join(args)}]\n" for name in ids)
    (blog / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n{entries}"
    )
    git(blog, "add", "-A")
    git(blog, "commit", "-qm", "base")
    answer = precommit(blog, "install", "--install-hooks")
    if answer.returncode:
        absent("network", f"pre-commit could not install the hook: {answer.stdout[-500:]}")
    return blog


def test_the_manifest_is_valid():
    precommit(ROOT, "validate-manifest", ROOT / ".pre-commit-hooks.yaml", check=True)


def test_try_repo(tmp_path, hooks):
    git(tmp_path, "init", "-q")
    write(tmp_path, "2026-01-01-a.md", POST.format(title="図書館の予算") + RESIDUE)
    git(tmp_path, "add", "-A")
    answer = precommit(tmp_path, "try-repo", hooks, "lint", "--all-files")
    assert answer.returncode == 1
    assert "_posts/2026-01-01-a.md:8:1: error: " in answer.stdout


def test_a_damaged_post_stops_the_commit_and_a_clean_one_passes(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint")
    write(blog, "2026-01-03-c.md", POST.format(title="小川の清掃") + RESIDUE)
    git(blog, "add", "-A")
    stopped = git(blog, "commit", "-qm", "damaged", check=False)
    assert stopped.returncode == 1
    assert "_posts/2026-01-03-c.md:8:1: error: " in stopped.stdout + stopped.stderr
    write(blog, "2026-01-03-c.md", POST.format(title="小川の清掃"))
    git(blog, "add", "-A")
    git(blog, "commit", "-qm", "clean")


def test_one_staged_post_finds_its_twin_that_did_not_change(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint")
    write(blog, "2026-01-03-c.md", POST.format(title="図書館の予算！").replace("窓際の席も", "児童書も"))
    git(blog, "add", "-A")
    stopped = git(blog, "commit", "-qm", "twin", check=False)
    assert stopped.returncode == 1
    assert "[duplicate-title]" in stopped.stdout + stopped.stderr
    assert "2026-01-01-a.md" in stopped.stdout + stopped.stderr


def test_the_deleted_twin_and_the_untracked_twin_are_no_twins(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint")
    git(blog, "rm", "-q", "_posts/2026-01-01-a.md")
    write(blog, "2026-01-03-c.md", POST.format(title="図書館の予算"))
    git(blog, "add", "-A")
    write(blog, "2026-01-04-untracked.md", POST.format(title="図書館の予算"))
    git(blog, "commit", "-qm", "moved")


def test_unstaged_changes_are_neither_seen_nor_lost(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint")
    post = write(blog, "2026-01-02-b.md", POST.format(title="公園の樹木と花"))
    git(blog, "add", "-A")
    post.write_text(POST.format(title="公園の樹木と花") + RESIDUE, encoding="utf-8")
    git(blog, "commit", "-qm", "staged only")
    assert RESIDUE in post.read_text(encoding="utf-8")


def test_the_fixing_hook_mends_the_post_and_stops_the_commit(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint-fix")
    post = write(blog, "2026-01-03-c.md", POST.format(title="小川の清掃") + RESIDUE)
    git(blog, "add", "-A")
    stopped = git(blog, "commit", "-qm", "damaged", check=False)
    assert stopped.returncode == 1
    assert "files were modified by this hook" in stopped.stdout + stopped.stderr
    assert post.read_text(encoding="utf-8") == POST.format(title="小川の清掃")
    git(blog, "add", "-A")
    git(blog, "commit", "-qm", "mended")


def test_the_whole_repository_and_the_first_push(tmp_path, hooks, tmp_path_factory):
    blog = repository(tmp_path, hooks, "lint-all")
    answer = precommit(blog, "run", "--hook-stage", "manual", "lint-all", "--all-files")
    assert answer.returncode == 0, answer.stdout
    precommit(blog, "install", "--hook-type", "pre-push", check=True)
    remote = tmp_path_factory.mktemp("remote")
    git(remote, "init", "-q", "--bare")
    git(blog, "push", "-q", str(remote), "HEAD:main")
    write(blog, "2026-01-03-c.md", POST.format(title="小川の清掃") + RESIDUE)
    git(blog, "add", "-A")
    git(blog, "commit", "-qm", "damaged")
    refused = git(blog, "push", "-q", str(remote), "HEAD:main", check=False)
    assert refused.returncode == 1 and "2026-01-03-c.md" in refused.stdout + refused.stderr


def test_symlinks_and_intent_to_add(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint")
    (blog / "_posts" / "link.md").symlink_to("2026-01-01-a.md")
    write(blog, "2026-01-05-later.md", POST.format(title="図書館の予算"))
    git(blog, "add", "_posts/link.md")
    git(blog, "add", "--intent-to-add", "_posts/2026-01-05-later.md")
    write(blog, "2026-01-06-d.md", POST.format(title="駅前の広場"))
    git(blog, "add", "_posts/2026-01-06-d.md")
    git(blog, "commit", "-qm", "link")


def test_prek_runs_them_too(tmp_path, hooks, tmp_path_factory):
    blog = repository(tmp_path, hooks, "lint")
    prek = Path(sys.executable).parent / "prek"
    home = {"PREK_HOME": str(tmp_path_factory.mktemp("prek"))}
    assert run(ROOT, prek, "validate-manifest", ROOT / ".pre-commit-hooks.yaml").returncode == 0
    assert run(blog, prek, "run", "--all-files", check=False, **home).returncode == 0
    write(blog, "2026-01-03-c.md", POST.format(title="小川の清掃") + RESIDUE)
    git(blog, "add", "-A")
    answer = run(blog, prek, "run", check=False, **home)
    assert answer.returncode == 1 and "_posts/2026-01-03-c.md:8:1: error: " in answer.stdout + answer.stderr


def test_its_environment_is_small_and_needs_no_network_to_run(tmp_path, hooks):
    blog = repository(tmp_path, hooks, "lint")
    home = Path(os.environ["PRE_COMMIT_HOME"])
    environments = [each for each in home.rglob("py_env-*") if each.is_dir()]
    assert environments
    size = sum(file.lstat().st_size for each in environments for file in each.rglob("*") if not file.is_dir())
    assert size / len(environments) <= 60_000_000
    blocked = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}
    assert run(blog, sys.executable, "-m", "pre_commit", "run", "--all-files", **blocked).returncode == 0
