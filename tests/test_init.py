"""`lint init` on projects of three kinds: what it infers holds for the posts, and catches what is planted later."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from linter.cli import group
from linter.errors import UserError
from linter.project import config
from linter.schema import infer
from linter.setup import files
from linter.setup.look import corpus_of, folder_of, look

CATEGORIES = ["日記", "旅"]


def jekyll(n):
    return f"_posts/2026-01-{n % 28 + 1:02d}-post-{n}.md", (
        f"---\nlayout: post\ntitle: 記事その{n}\ndate: 2026-01-{n % 28 + 1:02d} 09:00:00 +0900\n"
        f"category: {CATEGORIES[n % 2]}\ntags: [港, 朝{n}]\ndescription: 港の話、その{n}です。\n---\n\n港の朝{n}です。\n"
    )


def hugo(n):
    return f"content/blog/post-{n}.md", (
        f'+++\ntitle = "記事その{n}"\ndate = 2026-01-{n % 28 + 1:02d}T09:00:00+09:00\n'
        f'category = "{CATEGORIES[n % 2]}"\ntags = ["港", "朝{n}"]\ndescription = "港の話、その{n}です。"\n'
        f"+++\n\n港の朝{n}です。\n"
    )


def zenn(n):
    return f"articles/post-number-{n:03d}.md", (
        f'---\ntitle: "記事その{n}"\nemoji: "🐟"\ntype: "{["tech", "idea"][n % 2]}"\ntopics: ["港", "朝{n}"]\n'
        f"published: true\n---\n\n港の朝{n}です。\n"
    )


FORMS = {"jekyll": jekyll, "hugo": hugo, "zenn": zenn}
MARKS = {"jekyll": "_config.yml", "hugo": "hugo.toml"}


@pytest.fixture
def project(tmp_path, monkeypatch, request):
    """A project of 30 posts of the form that the test names, with nothing wrong in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for n in range(30):
        path, text = FORMS[request.param](n)
        put(path, text)
    if request.param in MARKS:
        put(MARKS[request.param], "")
    put("README.md", "# 読んでください\n")
    subprocess.run(["git", "init", "-q", "."], check=True)
    track()
    return request.param


def put(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def track():
    subprocess.run(["git", "add", "-A"], check=True)


def run(*arguments):
    result = CliRunner().invoke(group, list(arguments), standalone_mode=False)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def found(*paths):
    report = json.loads(run("check", "--output-format", "json", "--select", "front-matter", "--lang", "ja", *paths))
    return [
        (d["kind"], d["line"], d["column"], d["message"]) for d in report["diagnostics"] if d["severity"] == "error"
    ]


every_form = pytest.mark.parametrize("project", FORMS, indirect=True)


@every_form
def test_what_is_inferred_holds_for_the_posts(project):
    output = run("init")
    assert "すべての記事がこの決まりに合っています。" in output
    assert f"{project} のサイト" in output
    schema = json.loads(Path("front-matter.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert "title" in schema["required"]
    assert "additionalProperties" not in json.dumps(schema)
    track()
    assert not found()


@every_form
def test_what_is_planted_later_is_found_on_its_own_key(project):
    run("init")
    path, text = FORMS[project](40)
    lines = text.split("\n")
    mark = {"jekyll": ": ", "hugo": " = ", "zenn": ": "}[project]

    def planted(change):
        put(path, "\n".join(change(list(lines))))
        track()
        return [(kind, line, column) for kind, line, column, _ in found(path)]

    def at(key):
        line = next(number for number, each in enumerate(lines, 1) if each.startswith(key + mark))
        return line, len(key + mark) + 1

    assert planted(lambda all: all) == []
    missing = "topics" if project == "zenn" else "description"
    assert planted(lambda all: [each for each in all if not each.startswith(missing)]) == [("missing-key", 1, 1)]
    listed = "topics" if project == "zenn" else "tags"
    wrong = [re.sub(rf"^({listed}{mark}).*", r"\g<1>12", each) for each in lines]
    assert planted(lambda all: wrong) == [("wrong-type", *at(listed))]
    chosen = "type" if project == "zenn" else "category"
    quote = "" if project == "jekyll" else '"'
    other = [re.sub(rf"^({chosen}{mark}).*", rf"\g<1>{quote}雑談{quote}", each) for each in lines]
    assert planted(lambda all: other) == [("not-allowed", *at(chosen))]
    line, _ = at("title")
    twice = planted(lambda all: [*all[: line + 1], all[line - 1].replace("記事", "別の記事"), *all[line + 1 :]])
    assert ("duplicate-key-toml" if project == "hugo" else "duplicate-key", line + 2, 1) in twice


@pytest.mark.parametrize("project", ["jekyll"], indirect=True)
def test_a_slip_in_one_post_makes_no_rule(project):
    for n in range(30, 100):
        put(*jekyll(n))
    path, text = jekyll(7)
    put(path, text.replace("description: 港の話、その7です。\n", "").replace("tags: [港, 朝7]", "tags: 港"))
    track()
    output = run("init", "--lang", "en")
    assert "1 posts do not follow it (2 findings)" in output
    assert f"{path}:1:1: error" in output
    schema = json.loads(Path("front-matter.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["tags"]["type"] == "array"
    assert "description" in schema["required"]


@pytest.mark.parametrize("project", ["jekyll"], indirect=True)
def test_nothing_is_overwritten(project):
    put("front-matter.schema.json", '{"mine": true}')
    put(".pre-commit-config.yaml", "repos: []\n")
    run("init", "--pre-commit", "--workflow")
    assert Path("front-matter.schema.json").read_text(encoding="utf-8") == '{"mine": true}'
    assert Path(".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"
    assert yaml.safe_load(Path(".github/workflows/kouetsu.yml").read_text(encoding="utf-8"))["jobs"]
    before = Path(".kouetsu.yml").read_text(encoding="utf-8")
    with pytest.raises(UserError, match=r"\.kouetsu\.yml is already there"):
        run("init")
    assert Path(".kouetsu.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("project", ["jekyll"], indirect=True)
def test_a_dry_run_writes_nothing(project):
    before = sorted(map(str, Path().rglob("*")))
    assert "schema:" in run("init", "--dry-run", "--pre-commit")
    assert sorted(map(str, Path().rglob("*"))) == before


@pytest.mark.parametrize("project", ["jekyll"], indirect=True)
def test_update_infers_again_and_says_what_changed(project):
    run("init")
    assert "変わりません" in run("init", "--update")
    for n in range(30, 60):
        path, text = jekyll(n)
        put(
            path,
            text.replace("category: 旅", "category: 工作").replace("layout: post\n", "layout: post\nauthor: 山田\n"),
        )
    track()
    output = run("init", "--update")
    assert "項目が増えました：author" in output
    assert "選べる値が変わりました：category（+工作）" in output
    assert "工作" in Path("front-matter.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("project", ["jekyll"], indirect=True)
def test_update_leaves_what_a_person_changed(project):
    run("init")
    file = Path("front-matter.schema.json")
    mine = (
        file.read_text(encoding="utf-8").replace('"maxItems"', '"minItems"').replace('"title",', '"title", "author",')
    )
    file.write_text(mine, encoding="utf-8")
    put(*jekyll(50))
    output = run("init", "--update")
    assert "手で直されているので触っていません" in output
    assert file.read_text(encoding="utf-8") == mine
    assert json.loads(Path("front-matter.schema.new.json").read_text(encoding="utf-8"))["required"]


@pytest.mark.parametrize("project", ["jekyll"], indirect=True)
def test_what_the_site_gives_counts_as_there(project):
    run("init")
    path, text = jekyll(41)
    put(path, text.replace("layout: post\n", ""))
    track()
    assert [kind for kind, *_ in found(path)] == ["missing-key"]
    put("_config.yml", "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: post}\n")
    assert found(path) == []


def test_a_configuration_that_is_written_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for language in ("ja", "en"):
        Path(".kouetsu.yml").write_text(
            files.config({"_posts": "a.json", "日記 と": "b.json"}, language, "jekyll"), encoding="utf-8"
        )
        given = config.load(tmp_path).settings
        assert given.paths == ("_posts", "日記 と")
        assert given.schema == {"_posts/**": "a.json", "日記 と/**": "b.json"}


def test_a_project_without_posts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    output = run("init", "--lang", "en")
    assert "No post has front matter" in output
    assert config.load(tmp_path).settings.language == "en"


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("_posts/2026/a.md", "_posts"),
        ("docs/_posts/a.md", "docs/_posts"),
        ("content/blog/2026/01/a.md", "content/blog"),
        ("src/content/blog/a.md", "src/content/blog"),
        ("content/2026/a.md", "content"),
        ("articles/a.md", "articles"),
        ("content/blog/harbour/index.md", "content/blog"),
        ("a.md", ""),
    ],
)
def test_the_folder_of_a_post(path, folder):
    assert folder_of(path) == folder


def test_types_forms_and_choices():
    posts = [
        {
            "date": f"2026-01-{n % 28 + 1:02d}",
            "n": n,
            "ok": True,
            "kind": "ab"[n % 2],
            "url": f"https://x.test/{n}",
            "deep": {"a": n},
        }
        for n in range(100)
    ]
    posts[3] = {**posts[3], "n": "3"}
    properties = infer.infer(posts)["properties"]
    assert properties["n"]["type"] == "integer"
    assert properties["ok"] == {"type": "boolean", "x-present": "100.0%"}
    assert properties["kind"]["enum"] == ["a", "b"]
    assert properties["date"]["pattern"] == r"^\d{4}-\d{2}-\d{2}$"
    assert properties["url"]["examples"] == ["https://x.test/0"]
    assert properties["deep"]["required"] == ["a"]


def test_the_offered_workflow_is_the_documented_one():
    page = (Path(__file__).parents[1] / "docs" / "github-actions.md").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n# \.github/workflows/kouetsu\.yml\n(.*?)```", page, re.S)[1]
    assert shown.split("kouetsu/kouetsu@")[0] == files.workflow().split("kouetsu/kouetsu@")[0]


def test_a_deep_folder_is_named_whole(tmp_path):
    for n in range(6):
        file = tmp_path / f"apps/site/pages/{['news', 'blog'][n % 2]}/2026/{n}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: 記事{n}\n---\n\n港の朝です。\n", encoding="utf-8")
    seen = look(tmp_path, corpus_of(tmp_path))
    assert list(seen.folders) == ["apps/site/pages"]
    assert seen.japanese


def test_a_small_folder_is_checked_though_it_has_no_schema(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder, count in (("_posts", 30), ("news", 2)):
        for n in range(count):
            put(f"{folder}/2026-01-{n % 28 + 1:02d}-{n}.md", f"---\ntitle: 記事{n}\n---\n\n港の朝です。\n")
    put("about.md", "---\ntitle: このブログについて\n---\n\n港の朝です。\n")
    run("init")
    given = config.load(tmp_path).settings
    assert given.paths == ("_posts", "news")
    assert list(given.schema) == ["_posts/**"]
