"""Choosing, applying, verifying, coming to rest."""

import pytest

from linter.diagnostic import Applicability, Claim, Edit, Fix
from linter.document import Document
from linter.errors import UserError
from linter.fix import Proposal, settle
from linter.splice import merged, splice
from linter.write import write

TEXT = (
    "一つ目の段落はここに立っています。\n\n二つ目の段落はその次に立っています。\n\n三つ目の段落で終わりになります。\n"
)


def fix(text, *edits, claim=Claim.COPY, applicability=Applicability.SAFE):
    document = Document.parse("a.md", text)
    return Fix("直す", tuple(Edit(document.span(a, b), new) for a, b, new in edits), applicability, claim)


def delete(text, part, claim=Claim.COPY, occurrence=0, **rest):
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(part, at + 1)
    return fix(text, (at, at + len(part), ""), claim=claim, **rest)


def settled(text, propose, unsafe=False):
    return settle(
        Document.parse("a.md", text),
        lambda document: [Proposal(each, "rule") for each in propose(document.text)],
        unsafe,
    )


def test_a_deleted_block_takes_its_blank_lines():
    text = TEXT.replace("二つ目", "---END---\n\n二つ目") + "\n---END---\n"
    outcome = settled(text, lambda now: [delete(now, "---END---", Claim.RESIDUE)] if "END" in now else [])
    assert outcome.text == TEXT
    assert len(outcome.applied) == 2


@pytest.mark.parametrize(
    ("left", "right", "blank"),
    [
        ("\n\n", "\n\n", "\n\n"),
        ("\n", "\n\n", "\n\n"),
        ("", " ", " "),
        (" ", " ", " "),
        ("", "", ""),
        (" ", "\n", "\n"),
        ("\n\n", " ", "\n\n"),
        ("\n\n", "\n\n    ", "\n\n    "),
        ("  \n", "\n\n", "  \n\n"),
        ("\r\n", "\r\n\r\n", "\r\n\r\n"),
    ],
)
def test_white_space_at_a_seam(left, right, blank):
    assert merged(left, right) == blank


def test_of_two_fixes_that_lose_a_sentence_together_the_first_is_made():
    copy = "一つ目の段落はここに立っています。"
    text = TEXT + f"\n{copy}\n"

    def propose(now):
        if now.count(copy) > 1:
            yield delete(now, copy, occurrence=1)
            yield delete(now, copy)

    outcome = settled(text, propose)
    assert outcome.text == TEXT
    assert len(outcome.applied) == 1


def test_a_break_is_shortened_once_in_a_round():
    """What deletes a copy and what deletes a blank line too many would leave no blank line together."""
    copy = "一つ目の段落はここに立っています。"
    text = TEXT.replace("次に立っています。", f"次に立っています。{copy}\n")

    def propose(now):
        if now.count(copy) > 1:
            yield delete(now, copy + "\n", occurrence=1)
        if "\n\n\n" in now:
            at = now.index("\n\n\n")
            yield fix(now, (at + 2, at + 3, ""), claim=Claim.RESIDUE)

    assert settled(text, propose).text == TEXT


def test_a_replacement_is_made_to_the_letter():
    text = "値は 1166億円 です。\n"
    assert splice(text, [fix(text, (3, 9, "1,166億円"), claim=Claim.REPLACEMENT)])[0] == "値は 1,166億円 です。\n"


def test_what_would_lose_text_is_refused_and_the_rest_is_made():
    text = TEXT + "\n一つ目の段落はここに立っています。\n"

    def propose(now):
        yield delete(now, "二つ目の段落はその次に立っています。")
        if now.count("一つ目") > 1:
            yield delete(now, "一つ目の段落はここに立っています。", occurrence=1)

    outcome = settled(text, propose)
    assert outcome.text == TEXT
    assert [refusal.problem.kind for refusal in outcome.refused] == ["lost"]
    assert settled(TEXT, propose).applied == ()


def test_two_deletions_of_each_others_copies_leave_one():
    text = TEXT + "\n一つ目の段落はここに立っています。\n"
    outcome = settled(
        text,
        lambda now: [
            delete(now, "一つ目の段落はここに立っています。", occurrence=n) for n in range(now.count("一つ目"))
        ],
    )
    assert "一つ目の段落はここに立っています。" in outcome.text


def test_unsafe_fixes_wait_for_leave():
    text = TEXT + "\n一つ目の段落はここに立っています。\n"

    def propose(now):
        if now.count("一つ目") > 1:
            yield delete(now, "一つ目の段落はここに立っています。", occurrence=1, applicability=Applicability.UNSAFE)

    assert settled(text, propose).text == text
    assert settled(text, propose, unsafe=True).text == TEXT


def test_overlapping_fixes_go_one_after_the_other():
    text = "値は千億円です。\n"

    def propose(now):
        if "千" in now:
            yield fix(now, (2, 3, "1,000"), claim=Claim.REPLACEMENT)
            yield fix(now, (2, 5, "千億円（約）"), claim=Claim.REPLACEMENT)

    assert settled(text, propose).text == "値は1,000億円です。\n"


def test_a_text_that_never_rests_is_left_alone():
    flip = {"甲": "乙", "乙": "甲"}
    outcome = settled("甲です。\n", lambda now: [fix(now, (0, 1, flip[now[0]]), claim=Claim.REPLACEMENT)])
    assert (outcome.text, outcome.blocked) == ("甲です。\n", "restless")


def test_a_post_with_a_merge_conflict_is_left_alone():
    text = TEXT + "<<<<<<< Updated upstream\n古い\n=======\n新しい\n>>>>>>> Stashed changes\n"
    outcome = settled(text, lambda now: [delete(now, "一つ目", Claim.RESIDUE)])
    assert (outcome.text, outcome.blocked) == (text, "conflict")


def test_windows_line_endings_and_byte_order_mark_stay():
    text = "\ufeff" + (TEXT + "\n---END---\n").replace("\n", "\r\n")
    outcome = settled(text, lambda now: [delete(now, "---END---", Claim.RESIDUE)] if "END" in now else [])
    assert outcome.text == "\ufeff" + TEXT.replace("\n", "\r\n")


def test_written_in_one_step_with_mode_link_and_backup(tmp_path):
    post = tmp_path / "posts" / "a.md"
    post.parent.mkdir()
    post.write_text("古い\n", encoding="utf-8")
    post.chmod(0o640)
    (tmp_path / "link.md").symlink_to("posts/a.md")
    write(tmp_path, "link.md", "古い\n", "新しい\r\n", tmp_path / "old")
    assert post.read_bytes() == "新しい\r\n".encode()
    assert post.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "old" / "link.md").read_text(encoding="utf-8") == "古い\n"
    assert sorted(each.name for each in post.parent.iterdir()) == ["a.md"]


def test_links_out_of_the_project_are_not_followed(tmp_path):
    (tmp_path / "outside.md").write_text("外\n", encoding="utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "a.md").symlink_to("../outside.md")
    with pytest.raises(UserError, match="out of the project"):
        write(tmp_path / "project", "a.md", "外\n", "x")


def test_read_only_files_are_reported(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("古い\n", encoding="utf-8")
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write anything, whatever the mode says
    with pytest.raises(UserError, match="read-only"):
        write(tmp_path, "a.md", "古い\n", "x")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "古い\n"


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("古い\n", encoding="utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, "a.md", "古い\n", "新しい\n")
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "古い\n"
