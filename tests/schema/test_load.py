"""Schemas from files of the project: what can be read, what can't, and what never leaves the project."""

import builtins
import json

import pytest

from linter.document import Document
from linter.errors import UserError
from linter.schema.files import beside, parse
from linter.schema.jekyll import Defaults
from linter.schema.load import Schema, named, plain


def schema(content, **files):
    files = {"a.json": json.dumps(content), **files}
    return Schema("a.json", files.get)


def keywords(held, value):
    return [(problem.path, problem.keyword) for problem in held.problems(value)]


@pytest.mark.parametrize(
    ("path", "name", "file"),
    [
        ("p/a.md", "../s.json", "s.json"),
        ("p/a.md", "s.json", "p/s.json"),
        ("p/a.md", "/s.json", "s.json"),
        ("p/a.md", "./x/../s.json", "p/s.json"),
        ("a.md", "../s.json", None),
        ("p/a.md", "../../etc/passwd", None),
        ("p/a.md", "https://example.com/s.json", None),
        ("p/a.md", "file:///etc/passwd", None),
        ("p/a.md", "//example.com/s.json", None),
    ],
)
def test_a_name_means_a_file_of_the_project(path, name, file):
    assert beside(path, name) == file


def test_a_schema_that_is_none_is_told_with_its_line():
    with pytest.raises(UserError, match=r"a\.json:2: this schema is not JSON"):
        parse("a.json", '{"a": 1,\n x}')
    with pytest.raises(UserError, match="there is no such schema"):
        Schema("b.json", {}.get)
    with pytest.raises(UserError, match="no valid JSON Schema"):
        keywords(schema({"type": 5}), {})
    with pytest.raises(UserError, match="no regular expression"):
        keywords(schema({"properties": {"a": {"pattern": "("}}}), {"a": "x"})
    with pytest.raises(UserError, match="without an end"):
        keywords(schema({"$ref": "#"}), {})
    with pytest.raises(UserError, match="without an end"):
        nested = {
            "$defs": {str(n): {"allOf": [{"$ref": f"#/$defs/{n + 1}"}] * 2} for n in range(40)},
            "$ref": "#/$defs/0",
        }
        nested["$defs"]["40"] = {}
        keywords(schema(nested), {})


def test_yaml_is_a_schema_too():
    held = Schema("a.yml", {"a.yml": "required: [title]\nproperties:\n  title: {type: string}\n"}.get)
    assert keywords(held, {"title": 3}) == [(("title",), "type")]


def test_what_the_library_alone_knows():
    held = schema({"properties": {"a": {}}, "unevaluatedProperties": False, "required": ["a"]})
    assert keywords(held, {"a": 1}) == []
    assert keywords(held, {"b": 1}) == [((), "unevaluatedProperties"), (("a",), "required")]


def test_references_reach_files_of_the_project_and_nothing_else():
    held = schema({"properties": {"a": {"$ref": "sub/b.json"}}}, **{"sub/b.json": '{"type": "string"}'})
    assert keywords(held, {"a": 1}) == [(("a",), "type")]
    for name in ("https://example.com/x.json", "gone.json", "../../etc/passwd"):
        with pytest.raises(UserError, match="leads to no file of this project"):
            keywords(schema({"properties": {"a": {"$ref": name}}}), {"a": 1})


def test_without_the_library_it_says_what_to_install(monkeypatch):
    def refuse(name, *rest, **more):
        if name.split(".")[0] in ("jsonschema", "referencing"):
            raise ImportError(name)
        return real(name, *rest, **more)

    real = builtins.__import__
    monkeypatch.setattr("linter.schema.library.import_module", lambda name: refuse(name))
    with pytest.raises(UserError, match=r"install kouetsu\[schema\]"):
        keywords(schema({"unevaluatedProperties": False}), {})


def test_a_post_names_its_schema():
    def of(head):
        found = named(Document.parse("a.md", f"---\n{head}\n---\n"))
        return found and found[0]

    assert of("$schema: x.json") == "x.json"
    assert of("# yaml-language-server: $schema=x.json\ntitle: a") == "x.json"
    assert of("title: a") is None


def test_values_as_json_has_them():
    assert plain({1: (float("nan"), [True, None])}) == {"1": [None, [True, None]]}


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("_posts/a.md", {"layout": "post", "author": "山田"}),
        ("_posts/news/a.md", {"layout": "news", "author": "山田"}),
        ("about.md", {"author": "山田"}),
        ("docs/_posts/a.md", {"layout": "doc"}),
    ],
)
def test_what_jekyll_gives(path, given):
    config = """
defaults:
  - {scope: {path: ""}, values: {author: 山田}}
  - {scope: {path: "", type: posts}, values: {layout: post}}
  - {scope: {path: "_posts/news"}, values: {layout: news}}
"""
    files = {"_config.yml": config, "docs/_config.yml": "defaults: [{scope: {type: posts}, values: {layout: doc}}]"}
    assert Defaults(files.get).given(path) == given


@pytest.mark.parametrize(
    "text", ["defaults: 3", "defaults: [1, {scope: x, values: y}]", "defaults: [", "x: [" * 5000 + "defaults"]
)
def test_a_broken_site_configuration_gives_nothing(text):
    assert Defaults({"_config.yml": text}.get).given("_posts/a.md") == {}
