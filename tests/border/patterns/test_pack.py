"""The pack's rules: read, and refused where they cannot mean anything."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from lakay.border.patterns.pack import FILE, read_patterns
from lakay.border.patterns.parameters import Pattern
from lakay.places.pack.folder import SHIPPED
from lakay.places.pack.reading import PackError

TEXT = (SHIPPED / FILE).read_text(encoding="utf-8")


def refused(folder: Path, text: str) -> str:
    """What is said about a file."""
    (folder / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_patterns(folder)
    return str(caught.value)


def test_the_pack_has_every_rule_with_words_in_four_languages() -> None:
    found = read_patterns(SHIPPED)
    figures = dict.fromkeys(("children", "without_paper", "at_least_with_papers", "parties", "away", "returns", "within_days"), 7)
    for pattern in Pattern:
        texts = {
            found.sentence(pattern, {**figures, "days": 30, "at_least": 4}, language) for language in ("ht", "fr", "es", "en")
        }
        assert len(texts) == 4
        assert all("7" in text and "30" in text and "{" not in text and "?" not in text for text in texts)
        assert len({found.label(pattern, language) for language in ("ht", "fr", "es", "en")}) == 4


def test_its_sources_are_in_the_list_of_sources() -> None:
    with (SHIPPED / "sources.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["key"] for row in csv.DictReader(lines)}
    words = read_patterns(SHIPPED).words or {}
    assert {key for each in words.values() for key in each.source} <= known
    assert all(each.unverified for each in words.values()), "nobody has checked these numbers yet, and the pack says so"


def test_a_pack_without_the_file_has_no_rules(tmp_path: Path) -> None:
    found = read_patterns(tmp_path)
    assert (found.many_children, found.phone, found.sentence("shared-phone", {}, "en")) == (None, None, "")


def test_a_rule_left_out_of_the_pack_is_off(tmp_path: Path) -> None:
    data = tomllib.loads(TEXT)
    (tmp_path / FILE).write_text('version = "1"\n', encoding="utf-8")
    assert read_patterns(tmp_path).quick_returns is None
    assert data["quick-returns"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('version = "2026-11"', "", "version must be"),
        ("[quick-returns]", "[fast-returns]", "there is no rule 'fast-returns'"),
        ("within_days = 5 ", "within_days = 0 ", "within_days is 0"),
        ("within_days = 5 ", "within_days = 50 ", "within_days is more than days"),
        ("same_day = false", 'same_day = "no"', "same_day is 'no'"),
        ("look_back_days = 365", "look_back = 365", "look_back_days is missing"),
        ('concerns = ["minors"] ', 'concerns = ["men"] ', "concerns must name"),
        ('concerns = ["minors"] ', "concerns = [] ", "concerns must name"),
        ("{returns} times", "{name} came", "speaks of name"),
        ("{returns} times", "{returns", "unexpected '{'"),
        ('en = "Back within days, several times"', "", "label must be there in"),
        ("[quick-returns]", "[quick-returns", "Expected"),
    ],
)
def test_it_refuses_what_a_rule_cannot_mean(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in TEXT
    assert said in refused(tmp_path, TEXT.replace(before, after, 1))


def test_a_figure_that_was_not_written_down_is_a_question_mark() -> None:
    assert "?" in read_patterns(SHIPPED).sentence("shared-phone", {"parties": 5}, "en")
