"""`schema:` in the configuration: a mistake stops the run with its line."""

import pytest

from linter.errors import UserError
from linter.project import config


def load(tmp_path, text):
    (tmp_path / ".kouetsu.yml").write_text(text, encoding="utf-8")
    found = config.load(tmp_path)
    return config.choose_rules(found, config.read_rules(found))


def test_the_schema_reaches_the_rule(tmp_path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    rules = load(tmp_path, 'schema:\n  "_posts/**": a.json\n')
    assert rules["front-matter"].options.schema == {"_posts/**": "a.json"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('schema:\n  "_posts/**": gone.json\n', r"\.kouetsu\.yml:2: there is no file 'gone\.json'"),
        ('schema:\n  "**": ../a.json\n', r"\.kouetsu\.yml:2: '\.\./a\.json' lies outside the project"),
        ("schema: a.json\n", r"\.kouetsu\.yml:1: 'schema' should be a mapping"),
        (
            "rules:\n  front-matter:\n    profil: zenn\n",
            r"\.kouetsu\.yml:3: there is no option 'profil'; did you mean 'profile'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, text, message):
    with pytest.raises(UserError, match=message):
        load(tmp_path, text)
