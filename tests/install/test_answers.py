"""The questions of the first installation, asked or given."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lakay.install.answers import Answers, NoAnswer, gather, posts_of
from lakay.install.words import LANGUAGES, WORDS, Speaker
from lakay.places.pack.exchange import NODE_ROLES
from tests.repo.planting import ROOT

POSTS = {"HT-OUA": "Ouanaminthe", "HT-BEL": "Belladère"}
FRENCH = Speaker("fr")


def person(*said: str) -> tuple[Callable[[str], str], list[str]]:
    """Somebody at the keyboard who answers in turn, and what they were asked."""
    asked: list[str] = []
    answers = iter(said)

    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    return ask, asked


def test_a_post_is_asked_for_in_french_and_enter_takes_what_is_usual() -> None:
    ask, asked = person("", "ht-oua", "lakay-oua")
    assert gather({}, POSTS, FRENCH, ask) == Answers("post", "HT-OUA", "lakay-oua")
    assert "Que fait cette machine" in asked[0]
    assert "HT-OUA (Ouanaminthe)" in asked[1]


def test_what_is_impossible_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    ask, asked = person("9", "bureau", "HT-XXX", "", "bad name", "kapital.local")
    assert gather({}, POSTS, FRENCH, ask) == Answers("office", "", "kapital")
    assert len(asked) == 6
    assert "HT-XXX" in capsys.readouterr().out


def test_a_hub_stands_at_no_post() -> None:
    ask, asked = person("5", "sant")
    assert gather({}, POSTS, FRENCH, ask) == Answers("hub", "", "sant")
    assert len(asked) == 2


def test_given_on_the_command_line_nothing_is_asked() -> None:
    assert gather({"role": "post", "post": "HT-BEL", "name": "bel"}, POSTS, FRENCH, None).host == "bel.local"


@pytest.mark.parametrize(
    "given", [{"post": ""}, {"post": "HT-XXX"}, {"role": "king", "post": "HT-BEL"}, {"post": "HT-BEL", "name": "a b"}]
)
def test_without_anybody_to_ask_an_impossible_answer_ends_it(given: dict[str, str]) -> None:
    with pytest.raises(NoAnswer):
        gather(given, POSTS, FRENCH, None)


def test_who_never_answers_rightly_is_not_asked_for_ever() -> None:
    with pytest.raises(NoAnswer):
        gather({}, POSTS, FRENCH, lambda _question: "9")


def test_the_posts_come_out_of_the_wheel(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "lakay-1.whl", "w") as wheel:
        for name in ("pack.toml", "posts.csv"):
            wheel.write(ROOT / "packs" / "ht" / name, f"lakay/shipped/packs/ht/{name}")
    found = posts_of(tmp_path / "lakay-1.whl")
    assert found["HT-OUA"] == "Ouanaminthe"
    assert "DO-DAJ" not in found


def test_every_role_of_the_packs_table_can_be_installed() -> None:
    for role in NODE_ROLES:
        assert gather({"role": role, "post": "HT-BEL", "name": "x"}, POSTS, FRENCH, None).role == role


def test_both_languages_say_every_sentence_with_the_same_details() -> None:
    for code, texts in WORDS.items():
        assert len(texts) == len(LANGUAGES)
        assert all(texts), code
        marks = [sorted(part.split("}")[0].split(":")[0] for part in text.split("{")[1:]) for text in texts]
        assert marks[0] == marks[1], code
