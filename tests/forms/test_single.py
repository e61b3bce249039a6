"""The form that a page gets: one language, words and choices in their places, and nothing else changed."""

from __future__ import annotations

import pytest

from lakay.forms.definition import Definition, read_definition
from lakay.forms.pack import pack_forms
from lakay.forms.single import in_language
from tests.forms.conftest import SMALL, made

FILTERED = """
| survey |
| | type | name | label::Kreyòl (ht) | label::English (en) | choice_filter |
| | select_one departments | department | Depatman | Department | |
| | select_one communes | commune | Komin nan ${department} | Commune in ${department} | department = ${department} |
| choices |
| | list_name | name | label::Kreyòl (ht) | label::English (en) | department |
| | departments | ne | Nòdès | North-East | |
| | departments | no | Nò | North | |
| | communes | oua | Wanament | Ouanaminthe | ne |
| | communes | cap | Okap | Cap-Haïtien | no |
| settings |
| | form_title | form_id | version | default_language |
| | Kote | places | 1 | Kreyòl (ht) |
"""


def single(xform: bytes, language: str) -> str:
    return in_language("", xform, language).decode()


def asked(form: Definition, language: str) -> list[object]:
    """What a form asks in one language, by path; its words too."""
    return [
        (
            path,
            field.kind,
            field.control,
            field.required,
            field.relevant,
            field.constraint,
            field.readonly,
            words(field.labels, language),
        )
        for path, field in form.fields.items()
    ]


def words(labels: dict[str, str], language: str) -> str:
    return labels.get(language) or labels.get("", "")


@pytest.mark.parametrize("language", ["Kreyòl (ht)", "Español (es)"])
@pytest.mark.parametrize("packed", pack_forms(), ids=lambda packed: packed.made.definition.form_id)
def test_it_asks_the_same_in_fewer_bytes(packed: object, language: str) -> None:
    whole = packed.made.xform  # type: ignore[attr-defined]
    one = in_language("", whole, language)
    before, after = read_definition(whole), read_definition(one)
    assert asked(after, language) == asked(before, language)
    assert [len(field.choices or ()) for field in after.fields.values()] == [
        len(field.choices or ()) for field in before.fields.values()
    ]
    assert len(one) < len(whole)
    assert b"jr:itext" not in one


def test_only_one_language_is_left() -> None:
    english = single(made(SMALL).xform, "English (en)")
    assert "Safe?" in english
    assert "<item><name>yes</name><label>Yes</label></item>" in english, (
        "the words stand beside the choice, once for all questions"
    )
    assert "sekirite" not in english
    assert "itextId" not in english


def test_a_list_that_depends_on_an_answer_is_left_to_the_engine() -> None:
    kreyol = single(made(FILTERED).xform, "Kreyòl (ht)")
    assert "<label>Nòdès</label>" in kreyol
    assert "instance('communes')/root/item[" in kreyol
    assert "<name>oua</name><department>ne</department><label>Wanament</label>" in kreyol
    assert "<output value=" in kreyol, "what stands in a question and changes still does"
    assert "Ouanaminthe" not in kreyol


def test_a_form_without_that_language_keeps_its_words() -> None:
    whole = made(SMALL).xform
    assert single(whole, "Français (fr)").count("jr:itext('") == whole.decode().count("jr:itext('")
