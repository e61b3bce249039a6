"""Fields that several desks use: dates as people type them, what is wrong beside a group, and words for the browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.web.shell.fields import as_typed, to_type


@pytest.mark.parametrize(
    ("typed", "known", "shown"),
    [
        ("07/03/1984", "1984-03-07", "07/03/1984"),
        ("7.3.1984", "1984-03-07", "07/03/1984"),
        (" 03/1984 ", "1984-03", "03/1984"),
        ("03/1984~", "1984-03~", "03/1984~"),
        ("1984-03-07~", "1984-03-07~", "07/03/1984~"),
        ("1984", "1984", "1984"),
        ("", "", ""),
    ],
)
def test_a_date_is_read_as_people_type_it_and_shown_so_that_it_is_read_again(typed: str, known: str, shown: str) -> None:
    date = as_typed(typed)
    assert (str(date), to_type(date)) == (known, shown)
    assert as_typed(to_type(date)) == date


def test_a_day_without_its_month_is_shown_as_it_is_kept() -> None:
    assert to_type(PartialDate.parse("1984-XX-07")) == "1984-XX-07"


@pytest.mark.parametrize("typed", ["31/02/1984", "03/13/1984", "7/3/84", "4 March 1979"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(BadDate):
        as_typed(typed)


class Asked(forms.Form):
    """Two groups and a line."""

    said = forms.ChoiceField(label="Do you agree?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    how = forms.MultipleChoiceField(label="How", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, help_text="Some.")
    name = forms.CharField(label="Name")


def test_what_is_wrong_in_a_group_leads_to_its_first_choice_and_no_two_have_one_id() -> None:
    template = Template("{% faults form %}{% for one in form %}{% field one %}{% endfor %}")
    page = template.render(Context({"form": Asked({})}))
    ids = re.findall(r'\bid="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)
    assert links == ["id_said_0", "id_how_0", "id_name"]
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert set(described.split()) <= set(ids)


def test_a_question_before_what_is_wrong_keeps_its_own_end() -> None:
    with translation.override("en"):
        page = Template("{% faults form %}").render(Context({"form": Asked({})}))
    assert "Do you agree? This field is required." in page
    assert "Name: This field is required." in page


@pytest.mark.parametrize(
    ("language", "fill"),
    [("ht", "Fòk ou ranpli kote sa a."), ("fr", "Remplissez ce champ."), ("es", "Rellene este campo."), ("en", "Fill this in.")],
)
def test_the_page_brings_the_words_that_a_browser_lacks(language: str, fill: str) -> None:
    with translation.override(language):
        found: dict[str, Any] = dict(re.findall(r'data-(\w+)="([^"]*)"', render_to_string("shell/field_words.html")))
    assert found["fill"] == fill
    assert set(found) == {*("fill", "pick", "tick", "file", "number", "least", "most", "short", "url", "email", "other")}
    assert all(found.values())
    assert all("{}" in found[name] for name in ("least", "most", "short"))
