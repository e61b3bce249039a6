"""Look after the translations: `python tools/translations.py {add,check,compile,extract}`.

Messages are English sentences in the code; each must stand in Kreyòl, French and Spanish before it may land.

`add` reads one JSON object a line from its input and keeps them in the catalogues, one user at a time:

    {"id": "Open the shift", "ht": "Louvri ekip la", "fr": "Ouvrir le poste", "es": "Abrir el turno"}
    {"id": "%(n)s person", "plural": "%(n)s people", "ht": ["%(n)s moun", "%(n)s moun"], "fr": [...], "es": [...]}

Optional: `context` (the `msgctxt`), `origin` (a remark kept in the catalogue, as `django` for messages of Django itself).
"""

import argparse
import json
import sys
from collections.abc import Iterable

import polib
from catalogues import LANGUAGES, TRANSLATED, compile_stale, find_faults, key_of, load, locked, save
from extraction import used_messages

Wanted = dict[str, object]  # one line of the input of `add`


class BadLine(ValueError):
    """A line given to `add` is not a message with its three translations."""


def read_lines(lines: Iterable[str]) -> list[Wanted]:
    """Read and check the JSON lines; nothing is kept unless all are good."""
    wanted = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as fault:
            raise BadLine(f"line {number}: not JSON: {fault}") from fault
        check_line(number, record)
        wanted.append(record)
    return wanted


def check_line(number: int, record: object) -> None:
    """Raise BadLine unless the record has its message and a text, or two, in each language."""
    if not isinstance(record, dict) or not isinstance(record.get("id"), str) or not record["id"]:
        raise BadLine(f'line {number}: no "id"')
    unknown = set(record) - {"id", "plural", "context", "origin", *LANGUAGES}
    if unknown:
        raise BadLine(f"line {number}: unknown: {sorted(unknown)}")
    for language in TRANSLATED:
        texts = record.get(language)
        if "plural" in record and not (isinstance(texts, list) and len(texts) == 2 and all(texts)):
            raise BadLine(f'line {number}: "{language}" must be a list of two forms, singular and plural')
        if "plural" not in record and not (isinstance(texts, str) and texts):
            raise BadLine(f'line {number}: "{language}" is missing or empty')


def entry_for(record: Wanted, language: str) -> polib.POEntry:
    """Make the catalogue entry of one record in one language; English repeats the message."""
    message, plural = str(record["id"]), str(record.get("plural", ""))
    given = record.get(language, [message, plural] if plural else message)
    forms = dict(enumerate(str(text) for text in given)) if isinstance(given, list) else {}
    context = record.get("context")
    return polib.POEntry(
        msgid=message,
        msgid_plural=plural,
        msgstr="" if plural else str(given),
        msgstr_plural=forms,
        msgctxt=None if context is None else str(context),
        comment=str(record.get("origin", "")),
    )


def put(catalogue: polib.POFile, entry: polib.POEntry) -> str:
    """Put an entry in place of the one with the same key; say whether it was "new", "changed" or "same"."""
    for place, old in enumerate(catalogue):
        if key_of(old) == key_of(entry):
            same = (old.msgstr, old.msgstr_plural) == (entry.msgstr, entry.msgstr_plural) and not old.fuzzy
            entry.comment = entry.comment or old.comment
            catalogue[place] = entry
            return "same" if same else "changed"
    catalogue.append(entry)
    return "new"


def add() -> int:
    """Keep the messages read from the input in all four catalogues."""
    wanted = read_lines(sys.stdin)
    counts = dict.fromkeys(("new", "changed", "same"), 0)
    with locked():
        for language in LANGUAGES:
            catalogue = load(language)
            for record in wanted:
                outcome = put(catalogue, entry_for(record, language))
                counts[outcome] += language == "ht"
                if outcome == "changed":
                    print(f"{language}: changed: {record['id']}")
            save(language, catalogue)
        compile_stale()
    print(f"{counts['new']} new, {counts['changed']} changed, {counts['same']} as they were")
    return 0


def check() -> int:
    """Say what is missing or wrong; zero faults is success."""
    catalogues = {language: load(language) for language in LANGUAGES}
    faults = list(find_faults(catalogues))
    known = {key_of(entry) for entry in catalogues["ht"]}
    used = used_messages()
    faults += [f"not in the catalogues: {key[1]!r} ({place})" for key, place in used.items() if key not in known]
    for fault in faults:
        print(fault)
    unused = [entry for entry in catalogues["ht"] if key_of(entry) not in used and not entry.comment]
    if unused:
        print(f"{len(unused)} messages are used no more; `just messages --prune` forgets them")
    print(f"{len(known)} messages, {len(used)} used by the code, {len(faults)} faults")
    return 1 if faults else 0


def extract(*, prune: bool) -> int:
    """Print the messages still to translate as JSON lines to fill in and give to `add`; forget unused ones if asked."""
    used = used_messages()
    with locked():
        known = {key_of(entry) for entry in load("ht")}
        if prune:
            for language in LANGUAGES:
                catalogue = load(language)
                catalogue[:] = [entry for entry in catalogue if key_of(entry) in used or entry.comment]
                save(language, catalogue)
    for context, message, plural in sorted(set(used) - known, key=str):
        blank: object = ["", ""] if plural else ""
        known_parts = {"id": message, "plural": plural, "context": context}
        record: Wanted = {part: text for part, text in known_parts.items() if text}
        print(json.dumps(record | dict.fromkeys(TRANSLATED, blank), ensure_ascii=False))
    return 0


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Look after the translations.")
    parser.add_argument("what", choices=("add", "check", "compile", "extract"))
    parser.add_argument("--prune", action="store_true", help="with extract: forget messages that nothing uses")
    asked = parser.parse_args()
    if asked.what == "add":
        try:
            return add()
        except BadLine as fault:
            print(fault, file=sys.stderr)
            return 2
    if asked.what == "compile":
        print(f"{len(compile_stale())} catalogues compiled")
        return 0
    return check() if asked.what == "check" else extract(prune=asked.prune)


if __name__ == "__main__":
    sys.exit(main())
