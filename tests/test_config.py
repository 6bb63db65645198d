"""The exact sentences that a wrong configuration or rule file gets."""

import pytest

from linter import rulefile
from linter.errors import UserError
from linter.project import config


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def write(text, name=".kouetsu.yml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def choose(root):
    found = config.load(root)
    return config.choose_rules(found, config.read_rules(found))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("exclud: [a]\n", ".kouetsu.yml:1: there is no key 'exclud'; did you mean 'exclude'?"),
        (
            "language: ja\nfail-on: errors\n",
            ".kouetsu.yml:2: 'fail-on' should be one of error, warning, never, not 'errors'",
        ),
        ("language: fr\n", ".kouetsu.yml:1: 'language' should be one of ja, en, not 'fr'"),
        ("exclude: 3\n", ".kouetsu.yml:1: 'exclude' should be a list of texts, not 3"),
        ("exclude: [a]\nexclude: [b]\n", ".kouetsu.yml:2: 'exclude' is written twice; delete one of them"),
        ("rules:\n  title-ecko: off\n", ".kouetsu.yml:2: there is no rule 'title-ecko'; did you mean 'title-echo'?"),
        (
            "select:\n  - nothing-like-it-at-all\n",
            ".kouetsu.yml:2: there is no rule 'nothing-like-it-at-all'; there are: ",
        ),
        (
            "rules:\n  generator-residue:\n    severty: info\n",
            ".kouetsu.yml:3: there is no option 'severty'",
        ),
        (
            "rules:\n  generator-residue:\n    severity: fatal\n",
            ".kouetsu.yml:3: 'severity' should be one of error, warning, info, not 'fatal'",
        ),
        (
            "rules:\n  suppression:\n    kinds:\n      unusd: off\n",
            ".kouetsu.yml:4: suppression has no kind 'unusd'; did you mean 'unused'?",
        ),
        (
            "per-file-ignores:\n  'a/**': [titl-echo]\n",
            ".kouetsu.yml:2: there is no rule 'titl-echo'; did you mean 'title-echo'?",
        ),
        ("extend: [../outside]\n", ".kouetsu.yml:1: '../outside' lies outside the project"),
        ("extend: [nowhere]\n", ".kouetsu.yml:1: there is no folder 'nowhere'"),
        ("a: [1\n", ".kouetsu.yml:2: this is not YAML: "),
        ("- a\n", ".kouetsu.yml:1: this should be a mapping of keys to values, not ['a']"),
        ("a: &x [1]\nb: *x\n", ".kouetsu.yml: YAML aliases (*name) are not read here; write the value out"),
        ("a: !!python/name:os.system\n", ".kouetsu.yml:1: this is not YAML: "),
    ],
)
def test_a_wrong_configuration_is_told_with_its_line(project, text, sentence):
    root = project(text)
    with pytest.raises(UserError) as error:
        choose(root)
    assert str(error.value).startswith(sentence)


def test_pyproject_is_read_with_its_lines(project):
    root = project("[project]\nname = 'x'\n\n[tool.kouetsu]\nlanguage = 'ja'\nexclud = ['a']\n", "pyproject.toml")
    with pytest.raises(UserError, match=r"pyproject\.toml:6: there is no key 'exclud'"):
        choose(root)


def test_rules_are_switched_and_set(project):
    root = project(
        "ignore: [unreadable-file]\n"
        "rules:\n"
        "  title-echo: off\n"
        "  generator-residue: warning\n"
        "  suppression: {kinds: {unused: off}}\n"
    )
    chosen = choose(root)
    assert "title-echo" not in chosen and "unreadable-file" not in chosen
    assert chosen["generator-residue"].voice.severity.value == "warning"
    assert all(kind.severity.value == "warning" for kind in chosen["generator-residue"].kinds.values())
    assert chosen["suppression"].off == {"unused"}


def test_the_command_line_wins(project):
    found = config.load(project("ignore: [title-echo]\nrules: {suppression: off}\n"))
    rules = config.read_rules(found)
    assert set(config.choose_rules(found, rules, select=["title-echo"])) == {"title-echo"}
    assert "suppression" in config.choose_rules(found, rules, extend_select=["suppression"])
    with pytest.raises(UserError, match="there is no rule 'x'"):
        config.choose_rules(found, rules, select=["x"])


RULE = """---
id: house
check: pattern
severity: error
summary: {ja: 要約, en: Summary}
message: {ja: 「$text」です。, en: This is “$text”.}
why: {ja: 理由, en: Reason}
options:
  phrases: [社外秘]
---
## Example

```markdown bad
社外秘
```
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("check: pattern", "check: patern", "house.md:3: there is no check 'patern'; did you mean 'pattern'?"),
        (
            "severity: error",
            "severity: fatal",
            "house.md:4: 'severity' should be one of error, warning, info, not 'fatal'",
        ),
        ("id: house", "id: home", "house.md:2: the id 'home' should be the file's name, 'house'"),
        ("why:", "wy:", "house.md:7: a rule has no key 'wy'; did you mean 'why'?"),
        ("“$text”", "it", "house.md:6: 'message' has $text in one language only"),
        (", en: Summary", "", "house.md:5: 'summary' should have a text in ja and in en"),
        (
            "```markdown bad",
            "```markdown",
            "house.md: a rule shows itself failing; add an example (a fence ```markdown bad)",
        ),
        ("---\nid", "--\nid", "house.md:1: a rule begins with YAML between two lines of ---"),
    ],
)
def test_a_wrong_rule_does_not_load(tmp_path, old, new, sentence):
    file = tmp_path / "house.md"
    file.write_text(RULE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError) as error:
        rulefile.read(file)
    assert str(error.value).replace(f"{tmp_path}/", "").startswith(sentence)


def test_a_rule_can_not_be_given_twice(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "house.md").write_text(RULE, encoding="utf-8")
    with pytest.raises(UserError, match="the rule 'house' exists already"):
        rulefile.read_all([tmp_path / "a", tmp_path / "b"])
