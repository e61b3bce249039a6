"""Finding people on a list."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from bench.names.population import Population
from bench.names.search_index import as_read, spoiled
from lakay.kernel.partial_dates import PartialDate
from lakay.names.index.entries import Entry, Question, packed
from lakay.names.index.model import model
from lakay.names.index.searching import Searcher
from lakay.names.index.store import NoIndex, change, publish

GUERLINE = Entry("g1", "Chéry", "Guerline", 19910304, "F", "HTI", ("R-123456",))
PEOPLE = (
    GUERLINE,
    Entry("j1", "Jean-Baptiste", "Wilner", 19780512, "M", "HTI"),
    Entry("j2", "Janbatis", "Kenson", 19850101, "M", "HTI"),
    Entry("t1", "Toussaint", "Rose Carmelle", 0, "F", "HTI"),
    Entry("p1", "Pierre", "Jean", 19900710, "M", "HTI"),
    Entry("p2", "Pierre", "Jeanne", 19900710, "F", "HTI"),
    Entry("d1", "de la Cruz Peralta", "Yokasta Altagracia", 19880000, "F", "DOM"),
)


@pytest.fixture
def small(tmp_path: Path, listed: Population) -> Path:
    """A few people of known names among a thousand others."""
    others = [Entry(f"o{row}", listed.family[row], listed.given[row], int(listed.birth[row])) for row in range(1000)]
    publish(tmp_path / "list", [*PEOPLE, *others])
    return tmp_path / "list"


@pytest.mark.parametrize(
    ("family", "given", "birth", "key"),
    [
        ("CHERIE", "GUERLYNE", 19910304, "g1"),
        ("Guerline", "Chery", 0, "g1"),
        ("TOUSEN", "WOZ KARMEL", 0, "t1"),
        ("Jean Baptiste", "Vilner", 19781205, "j1"),
        ("JANBATIS", "WILNER", 19780512, "j1"),
        ("JEAN BAPTISTE", "KENSON", 19850101, "j2"),
        ("DE LA CRUZ PERALTA", "YOKASTA ALT", 19880000, "d1"),
        ("TOUSSAINT", "ROZ KAMEL", 0, "t1"),
        ("PEDRO", "JUAN", 19900710, "p1"),
    ],
)
def test_it_finds_a_person_however_the_name_is_written(small: Path, family: str, given: str, birth: int, key: str) -> None:
    found = Searcher(small).find(Question(family, given, birth, truncated=given.endswith("ALT")))
    assert found[0].key == key


def test_it_keeps_jean_and_jeanne_apart(small: Path) -> None:
    found = Searcher(small).find(Question("Pierre", "Jeanne", 19900710, "F"))
    points = {one.key: sum(reason.points for reason in one.reasons) for one in found}
    assert points["p2"] > points["p1"] + 2.3  # ten times as likely


def test_nearly_everybody_is_among_the_first_ten(searcher: Searcher, listed: Population) -> None:
    asked = list(spoiled(Random(4), listed, 220))
    found = sum(person.key in {one.key for one in searcher.find(question)} for person, _kind, question in asked)
    assert found >= 218


def test_who_is_not_on_the_list_scores_low(searcher: Searcher) -> None:
    from bench.names.population import people

    scores = [max((one.score for one in searcher.find(as_read(person), 1)), default=0.0) for person in people(77, 150)]
    assert sum(score > 0.5 for score in scores) <= 2


def test_the_reasons_add_up_to_the_score(small: Path) -> None:
    from math import exp

    searcher = Searcher(small)
    one = searcher.find(Question("CHERY", "GUERLINE", 19910403, "M", "HTI", ("r123456",)))[0]
    odds = model().constant(len(searcher)) + sum(reason.points for reason in one.reasons)
    assert one.score == pytest.approx(1 / (1 + exp(-odds)), abs=1e-6)
    assert {"birth.turned", "document.same", "sex.differs"} <= {reason.code for reason in one.reasons}
    assert (one.family, one.given) == ("CHERY", "GUERLINE")


def test_fewer_agree_by_chance_on_a_short_list() -> None:
    numbers = model()
    constants = [numbers.constant(people) for people in (1_000, 30_000, 1_000_000, 2_000_000)]
    assert constants == sorted(constants, reverse=True)
    assert constants[0] > constants[1] > constants[2] == numbers.bias


def test_a_document_finds_its_holder_under_another_name(small: Path) -> None:
    found = Searcher(small).find(Question("Nobody", "Knows", documents=("R 123 456",)))
    assert found[0].key == "g1"


def test_an_empty_question_finds_nobody(small: Path) -> None:
    assert Searcher(small).find(Question("", "")) == []
    assert Searcher(small).find(Question("<<<", "1", 19910304)) == []


def test_a_list_of_nobody_answers(tmp_path: Path) -> None:
    publish(tmp_path, [])
    searcher = Searcher(tmp_path)
    assert searcher.find(Question("Chery", "Guerline", 19910304)) == []
    change(tmp_path, "g1", [GUERLINE])
    assert [one.key for one in searcher.find(Question("Chery", "Guerline", 19910304))] == ["g1"]


def test_a_change_shows_at_the_next_question(small: Path) -> None:
    searcher = Searcher(small)
    change(small, "n1", [Entry("n1", "Zwazo", "Tankou", 20010203)])
    change(small, "g1")
    change(small, "j1", [Entry("j1", "Dorsainvil", "Wilner", 19780512)])
    assert searcher.find(Question("Zwazo", "Tankou", 20010203))[0].key == "n1"
    assert "g1" not in {one.key for one in searcher.find(Question("Chery", "Guerline", 19910304))}
    assert searcher.find(Question("Dosenvil", "Wilner", 19780512))[0].key == "j1"
    assert "j1" not in {one.key for one in searcher.find(Question("Jean-Baptiste", "Wilner"), least=0.9)}


def test_changes_made_while_a_list_is_built_are_kept(small: Path) -> None:
    searcher = Searcher(small)
    change(small, "before", [Entry("before", "Avan", "Bati")])

    def entries() -> list[Entry]:
        change(small, "during", [Entry("during", "Pandan", "Bati")])
        return [GUERLINE]

    publish(small, (entry for read in (entries,) for entry in read()))
    assert searcher.find(Question("Pandan", "Bati"))[0].key == "during"
    assert "before" not in {one.key for one in searcher.find(Question("Avan", "Bati"))}
    assert len(searcher) == 1
    assert len(list(small.glob("g0*"))) == 2


def test_a_change_half_written_waits(small: Path) -> None:
    from lakay.names.index.store import in_use

    searcher = Searcher(small)
    with (in_use(small) / "changes").open("ab") as file:
        file.write(b'{"key": "n9", "entr')
    assert searcher.find(Question("Chery", "Guerline"))[0].key == "g1"
    with (in_use(small) / "changes").open("ab") as file:
        file.write(b'ies": []}\n')
    assert searcher.find(Question("Chery", "Guerline"))[0].key == "g1"


def test_a_folder_without_a_list_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        Searcher(tmp_path)


def test_a_list_of_another_format_is_built_again(small: Path) -> None:
    (small / "CURRENT").write_text("0 g000001")
    with pytest.raises(NoIndex):
        Searcher(small)
    publish(small, [GUERLINE])
    assert Searcher(small).find(Question("Chery", "Guerline"))[0].key == "g1"


def test_only_the_owner_may_enter_the_folder(small: Path) -> None:
    assert small.stat().st_mode & 0o077 == 0


def test_names_alone_load_no_numpy() -> None:
    code = "import lakay.names.comparing, lakay.names.tokens, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "number"), [("1991-03-04", 19910304), ("1991-03", 19910300), ("1991~", -19910000), ("", 0), ("XXXX-03-04", 304)]
)
def test_a_date_is_packed_into_a_number(text: str, number: int) -> None:
    assert packed(PartialDate.parse(text)) == number


def test_a_person_of_several_names_is_one_answer_by_the_best(tmp_path: Path) -> None:
    names = [Entry("same", "Dorvilus", "Wesner"), Entry("same", "Dorvil", "Wesnel"), Entry("other", "Dorvilus", "Wislande")]
    publish(tmp_path, names)
    found = Searcher(tmp_path).find(Question("Dorvilus", "Wesner"))
    assert [one.key for one in found] == ["same", "other"]
    assert found[0].given == "WESNER"
    assert found[0].score > found[1].score
