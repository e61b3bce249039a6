"""FollowTheMoney entities as JSON lines, as OpenSanctions publishes them (<https://followthemoney.tech>): persons, their passports, vehicles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.sources.entry import MOST_ENTRIES, Entry, Fault, NotAList, Source, entry, whole_name
from lakay.watchlist.rules.sources.states import UNKNOWN_STATE, state_code

PERSONS = frozenset({"Person"})
PAPERS = frozenset({"Passport", "Identification"})
VEHICLES = frozenset({"Vehicle"})

Properties = Mapping[str, list[str]]


def read_money(data: bytes) -> Source:
    """Read entities, one a line. Organisations, companies and the rest are counted as left out. Raises NotAList."""
    source, people, papers = Source(), {}, []
    for line, text in enumerate(data.splitlines(), 1):
        if not text.strip():
            continue
        source.seen += 1
        if source.seen > MOST_ENTRIES:
            raise NotAList("rows")
        found = _entity(text)
        if found is None:
            source.faults.append(Fault(line, "", "json"))
            continue
        schema, name, properties = found
        if schema in PERSONS or schema in VEHICLES:
            people[name] = (line, schema, properties)
        elif schema in PAPERS:
            papers.append(properties)
        else:
            source.faults.append(Fault(line, "schema", "other"))
    if not source.seen:
        raise NotAList("empty")
    _finish(source, people, _by_holder(papers))
    return source


def _entity(text: bytes) -> tuple[str, str, Properties] | None:
    try:
        read = json.loads(text)
    except ValueError:
        return None
    if not isinstance(read, dict) or not isinstance(read.get("properties"), dict) or not isinstance(read.get("id"), str):
        return None
    properties = {key: [str(one) for one in values] for key, values in read["properties"].items() if isinstance(values, list)}
    return str(read.get("schema", "")), read["id"], properties


def _by_holder(papers: Iterable[Properties]) -> dict[str, list[WantedDocument]]:
    held: dict[str, list[WantedDocument]] = {}
    for paper in papers:
        for holder in paper.get("holder", ()):
            held.setdefault(holder, []).extend(_numbered(paper.get("number", ()), paper.get("country", ()), "passport"))
    return held


def _finish(source: Source, people: Mapping[str, Any], held: Mapping[str, list[WantedDocument]]) -> None:
    for name, (line, schema, properties) in people.items():
        made = _vehicle(name, properties) if schema in VEHICLES else _person(name, properties, held.get(name, []))
        if made.names or made.documents:
            source.entries.append(made)
        else:
            source.faults.append(Fault(line, "name", "no_person"))


def _person(name: str, properties: Properties, papers: list[WantedDocument]) -> Entry:
    def get(key: str) -> list[str]:
        return properties.get(key, [])

    own = [WantedName(family, " ".join(get("firstName")[:1])) for family in get("lastName")[:1]]
    names = [*own, *map(whole_name, [*get("name"), *get("alias")])]
    states = [*get("nationality"), *get("citizenship")]
    documents = [
        *papers,
        *_numbered(get("passportNumber"), states, "passport"),
        *_numbered(get("idNumber"), states, "national-id"),
    ]
    return entry(
        name,
        names,
        documents,
        births=sorted(get("birthDate"), key=len, reverse=True),
        sex="".join(get("gender")[:1]),
        nationalities=states,
        note=" ".join(get("topics")),
    )


def _vehicle(name: str, properties: Properties) -> Entry:
    return entry(name, [], _numbered(properties.get("registrationNumber", ()), properties.get("country", ()), "vehicle"))


def _numbered(numbers: Iterable[str], states: Iterable[str], kind: str) -> list[WantedDocument]:
    state = next((code for said in states if (code := state_code(said))), UNKNOWN_STATE)
    return [WantedDocument(state, number, kind) for number in numbers if any(map(str.isalnum, number))]
