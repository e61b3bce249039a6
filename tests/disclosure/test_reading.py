"""A table that cannot be used is refused with what is wrong and where, in the reader's language."""

from __future__ import annotations

import pytest

from lakay.disclosure.reading import read_inner, read_published, written
from lakay.disclosure.wording import LANGUAGES, SAID, BadTable, say

GOOD = b"post,sex,count\nA,F,3\nA,M,40\nB,F,20\nB,M,9\n"
WHOLE = b"post,count\nA,3\nB,\n*,9\n"

BAD_INNER = {
    "empty": b" \n",
    "text": b"post,count\nOu\xe9st,3\n",
    "count": b"post,number\nA,3\n",
    "dimensions": b"count\n3\n",
    "header": b"post,post,count\nA,B,3\n",
    "rows": b"post,count\n",
    "width": b"post,count\nA,3,4\n",
    "quote": b'post,count\n"A"x,3\n',
    "category": b"post,count\n ,3\n",
    "number": b"post,count\nA,3.5\n",
    "negative": b"post,count\nA,-3\n",
    "hidden": b"post,count\nA,\n",
    "twice": b"post,count\nA,3\nA,3\n",
    "sum": b"post,count\nA,3\nB,4\n*,8\n",
}
BAD_PUBLISHED = {
    "margins": b"post,count\nA,3\nB,\n",
    "missing": b"post,sex,count\nA,F,3\nA,M,\nA,*,9\n*,F,3\n*,M,\n",
    "sum": b"post,count\nA,3\nB,4\n*,8\n",
}


@pytest.mark.parametrize("code", BAD_INNER)
def test_a_bad_table_to_protect_is_refused(code: str):
    with pytest.raises(BadTable) as refused:
        read_inner(BAD_INNER[code], "t.csv")
    assert refused.value.code == code
    assert len({say(code, language, **refused.value.found) for language in LANGUAGES}) == 4


@pytest.mark.parametrize("code", BAD_PUBLISHED)
def test_a_bad_published_table_is_refused(code: str):
    with pytest.raises(BadTable) as refused:
        read_published(BAD_PUBLISHED[code], "t.csv")
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["1e3", "1 000", "٣", "--3", "0x3", "9" * 13, "+3", "3,"])
def test_only_plain_digits_are_a_count(text: str):
    with pytest.raises(BadTable):
        read_inner(f"post;count\nA;{text}\n".encode(), "t.csv")


def test_too_large_a_table_is_refused_before_it_fills_the_memory():
    lines = "".join(f"a{n},b{n},c{n},1\n" for n in range(120))
    with pytest.raises(BadTable) as refused:
        read_inner(f"x,y,z,count\n{lines}".encode(), "t.csv")
    assert refused.value.code == "large"


def test_margins_are_made_and_what_is_left_out_counts_nobody():
    table = read_inner(b"\xef\xbb\xbfpost;sex;count\r\nA;F;3\r\n\r\nB;M;9\r\n*;*;12\r\n", "t.csv")
    assert table.cells["A", "M"] == 0
    assert (table.cells["A", "*"], table.cells["*", "M"], table.cells["*", "*"]) == (3, 9, 12)
    assert len(table.cells) == 9


def test_what_is_written_is_read_back():
    table = read_published(WHOLE, "t.csv")
    assert table.cells["B",] is None
    assert read_published(written(table).encode(), "t.csv").cells == table.cells
    assert written(read_inner(GOOD, "t.csv")).splitlines()[1:4] == ["A,F,3", "A,M,40", "A,*,43"]


def test_every_sentence_is_there_in_four_languages():
    assert all(len(said) == 4 and all(said) for said in SAID.values())
