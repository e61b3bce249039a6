"""The key on paper: enough sheets open, too few do not, and the machine keeps none of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from lakay.backup import recipient
from lakay.backup.recipient import NoRecipient, WrongWords
from lakay.backup.sheets import sheet_html, sheet_text
from lakay.cli.words import words_in


@pytest.mark.parametrize("chosen", [(0, 1), (0, 2), (1, 2), (2, 0)])
def test_any_two_sheets_of_three_make_the_key(sheets, chosen):
    private = recipient.joined([sheets.shares[place] for place in chosen])
    assert private.public_key().public_bytes_raw() == sheets.public


def test_one_sheet_is_not_enough(sheets):
    with pytest.raises(WrongWords):
        recipient.joined(sheets.shares[:1])


def test_a_mistyped_word_is_found(sheets):
    words = sheets.shares[0].split()
    words[20] = "pancake" if words[20] != "pancake" else "golden"
    with pytest.raises(WrongWords) as refused:
        recipient.joined([" ".join(words), sheets.shares[1]])
    assert not set(words) & set(str(refused.value).split())


def test_capital_letters_and_wide_spaces_are_read_too(sheets):
    typed = [share.upper().replace(" ", "   ") for share in sheets.shares[:2]]
    assert recipient.joined(typed).public_key().public_bytes_raw() == sheets.public


def test_a_single_sheet_may_open_alone():
    alone = recipient.make(1, 1)
    assert recipient.joined(alone.shares).public_key().public_bytes_raw() == alone.public


@pytest.mark.parametrize(("shares", "needed"), [(2, 3), (3, 1), (1, 0), (17, 2)])
def test_a_division_that_makes_no_sense_is_refused(shares, needed):
    with pytest.raises(ValueError):
        recipient.make(shares, needed)


def test_the_node_keeps_the_public_half_alone(sheets, paper):
    assert recipient.recipient() == sheets.public
    private = paper.private.private_bytes_raw()
    kept = [path.read_bytes() for path in Path(settings.DATA).rglob("*") if path.is_file() and path.stat().st_size < 10_000_000]
    words = [word.encode() for share in sheets.shares for word in share.split()[4:8]]
    assert not any(private in data or private.hex().encode() in data for data in kept)
    assert not any(b" ".join(words[:3]) in data for data in kept)


def test_without_a_key_nobody_is_sealed_for(folder):
    with pytest.raises(NoRecipient):
        recipient.recipient()


def test_a_printed_sheet_can_be_typed_in_as_it_is(sheets):
    for number, share in enumerate(sheets.shares, 1):
        assert words_in(sheet_text(share, number, sheets)) == share


def test_a_page_to_print_has_the_words_and_their_code_and_says_how_many_are_needed(sheets):
    page = sheet_html(sheets.shares[0], 1, sheets)
    assert "<svg" in page
    assert all(word in page for word in sheets.shares[0].split())
    assert "Feuille 1 sur 3. Il en faut 2." in page
