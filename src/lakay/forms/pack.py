"""The forms of the country pack: `forms/*.md`, with what each is filled for in `forms/forms.toml` and its mapping beside it."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

from pyxform.errors import PyXFormError

from lakay.forms.actions.versions import Packed, load_forms
from lakay.forms.codes import Origin
from lakay.forms.making import Made, Refused, put_together
from lakay.forms.models import Version
from lakay.forms.xlsform import BadBook, Book, check_book, read_book
from lakay.forms.xlsform.converting import NotConverted, convert_here, plain, where
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places.pack.folder import find_pack

ROOT = "data"


def pack_forms(known: frozenset[tuple[str, str]] = frozenset()) -> list[Packed]:
    """The forms of the pack, made; those whose id and version are known already are passed over. Raises Refused."""
    folder = find_pack() / "forms"
    index = folder / "forms.toml"
    said = tomllib.loads(index.read_text(encoding="utf-8")) if index.is_file() else {}
    found = []
    for name, about in said.items():
        path = folder / f"{name}.md"
        raw = path.read_bytes()
        book = _checked(raw)
        if (book.setting("form_id"), book.setting("version")) not in known:
            found.append(Packed(_made(path, raw, book), Purpose(about["purpose"])))
    return found


def _checked(raw: bytes) -> Book:
    try:
        book = read_book(raw)
    except BadBook as bad:
        raise Refused(bad.faults) from bad
    if faults := check_book(book):
        raise Refused(faults)
    return book


def _made(path: Path, raw: bytes, book: Book) -> Made:
    beside = path.with_suffix(".toml")
    mapping = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    try:
        converted = convert_here(plain(book), ROOT)
    except PyXFormError as refused:
        raise Refused(NotConverted(where(book, str(refused))).faults) from refused
    return put_together(raw, book, path.name, converted, mapping)


def load_pack_forms(*, by: Actor, at: datetime) -> int:
    """Bring the forms of the pack up to date. Returns how many records were written."""
    stand = Version.objects.filter(form__origin=Origin.PACK.value).values_list("form__code", "says")
    packed = pack_forms(frozenset(stand))
    return len(load_forms(by=by, at=at, packed=packed).records) if packed else 0
