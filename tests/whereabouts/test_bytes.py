"""Who has every byte of a server, and all its keys, still does not know where somebody stays."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.apps import apps
from django.conf import settings
from django.db import connection

from lakay.backup import files
from lakay.backup.recipient import keep_public
from lakay.backup.taking import take_base
from lakay.journal import rebuild
from lakay.journal.core import seal
from lakay.journal.core.events import from_body
from lakay.journal.keys import KeyRing, node_keys
from lakay.journal.models import Event
from lakay.journal.writing import ACTIONS
from lakay.kernel.fields import SEALED
from lakay.places.pack.exchange import CLASSES, stands_for
from lakay.places.pack.load import read_pack
from lakay.protection.models import Intake
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import agree_glass, ask_glass, record_opening, reseal
from tests.protection.office import NOW, person
from tests.whereabouts.office import SHELTER, Kept, glass_of, keep, key_of

WORDS = [word for name, word in asdict(SHELTER).items() if word and name != "place_kind"]


def used() -> Kept:
    """A compartment in which everything was done once that can be done with a place."""
    kept = keep()
    record_opening(by=person("carole"), at=NOW, circle=kept.circle, why="To visit her.")
    found = keeping.read_places(kept.stays, key_of("carole"))
    keys = queries.holder_keys(kept.circle), queries.glass_keys(kept.circle, NOW)
    reseal(by=person("carole"), at=NOW, circle=kept.circle, sealed=keeping.seal_again(found, kept.circle, *keys))
    ask_glass(by=person("mirlande"), at=NOW, circle=kept.circle, grounds="Her uncle is on his way there.")
    to = queries.own_key(person("mirlande").id)
    assert to is not None
    passed = keeping.shares_for(kept.stays, key_of("ginette"), bytes(to.public))
    agree_glass(by=person("ginette"), at=NOW, glass=glass_of(kept), passed=passed)
    assert kept.places("nadege") == [SHELTER]
    return kept


def dumped() -> Iterator[str]:
    """Every value of every table, as a dump of the database holds it."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            yield json.dumps([_plain(value) for value in row.values()], default=str, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else value


def opened(event: Event, ring: KeyRing) -> Iterator[str]:
    """What the journal says of one event, opened with all the keys that the server has."""
    for change in from_body(bytes(event.body))[1]:
        for name, closed in change.sealed.items():
            subject = change.owner or change.record
            bound = seal.context(event.pk, change.kind, change.record, name)
            yield json.dumps(seal.unseal_any(ring.opening(subject, name), closed, bound), ensure_ascii=False)


def found_in(texts: Iterator[str], words: list[str]) -> set[str]:
    """The words that stand somewhere, however JSON writes them."""
    return {word for text in texts for word in words if word in text or json.dumps(word)[1:-1] in text}


@pytest.mark.django_db
def test_neither_a_dump_nor_the_journal_opened_with_every_key_of_the_server_tells_the_place() -> None:
    """A copy holds the journal and these keys, so it tells no more than this."""
    kept = used()
    ring = KeyRing(node_keys())
    journal = [text for event in Event.objects.order_by("position") for text in opened(event, ring)]
    control = [kept.intake.called, "To visit her."]
    assert found_in(iter(journal), control) == found_in(dumped(), control) == set(control)  # the search finds what is there
    assert any("wraps" in text for text in journal)
    assert found_in(iter(journal), WORDS) == found_in(dumped(), WORDS) == set()


def spelt(value: Any) -> Iterator[str]:
    """Every text in a line of a copy, and what it says where it is bytes in base 64."""
    if isinstance(value, (list, dict)):
        for part in value if isinstance(value, list) else value.values():
            yield from spelt(part)
    elif isinstance(value, str):
        yield value
        with suppress(ValueError):
            yield base64.b64decode(value, validate=True).decode("latin-1")


@pytest.mark.django_db
def test_a_copy_is_closed_and_whoever_opens_it_finds_no_place(tmp_path: Path, settings: Any) -> None:
    settings.BACKUP, settings.BACKUP_KEYS = tmp_path / "copies", tmp_path / "keys"
    private = X25519PrivateKey.generate()
    paper = keep_public(private.public_key().public_bytes_raw())
    kept = used()
    taken = take_base(NOW)
    raw = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(raw) > 1
    told = [*WORDS, kept.intake.called, "whereabouts.place.record"]
    assert [word for word in told for data in raw if word.encode() in data] == []
    inside = []
    for piece in (taken.store, taken.keys):
        with files.reading(piece.path, lambda opener: opener.key_for(private)) as lines:
            inside += [text for line in lines for text in spelt(line)]
    paper.unlink()
    control = {"whereabouts.place.record", "HT-OUA"}
    assert found_in(iter(inside), [*WORDS, *control]) == control


@pytest.mark.skipif(connection.vendor != "postgresql" or not which("pg_dump"), reason="for the dump of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_a_dump_by_the_databases_own_tool_tells_no_place() -> None:
    kept, said = used(), connection.settings_dict
    asked = {"host": said["HOST"], "port": said["PORT"], "username": said["USER"]}
    flags = [f"--{name}={value}" for name, value in asked.items() if value]
    environment = os.environ | {"PGPASSWORD": str(said["PASSWORD"] or "")}
    done = subprocess.run(["pg_dump", *flags, str(said["NAME"])], env=environment, capture_output=True, check=True, timeout=300)
    assert kept.intake.called.encode() in done.stdout
    assert [word for word in WORDS if word.encode() in done.stdout] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL the dumps above are what there is")
@pytest.mark.skipif(settings.ENCRYPTED, reason="in an encrypted store nothing was to be found before either")
@pytest.mark.django_db(transaction=True)
def test_no_byte_of_it_lies_in_the_files_of_the_store() -> None:
    kept = used()
    name = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    stored = [path.read_bytes() for path in name.parent.glob("*.sqlite3*")]
    assert any(kept.intake.called.encode() in data for data in stored)
    assert [word for word in WORDS for data in stored if word.encode() in data] == []


def test_no_parcel_carries_what_is_closed() -> None:
    rows = read_pack(settings.PACK).exchange
    actions = [name for name in ACTIONS if name.startswith("whereabouts.")]
    assert len(actions) > 15
    assert "whereabouts" in {each.value for each in SEALED}
    assert "whereabouts" not in CLASSES
    for action in actions:
        for row in stands_for(rows, action):
            beyond = set(row.to) - {"hub", "-"}
            assert not beyond or (action.startswith("whereabouts.card.") and not row.classes), action


@pytest.mark.django_db
def test_the_tables_are_made_again_from_the_journal_row_for_row() -> None:
    kept = used()
    before = list(queries.stays_of(kept.circle))
    assert list(rebuild.drifts()) == []
    assert bytes(before[0].box or b"")
    assert Intake.objects.filter(pk=kept.intake.pk).exists()
