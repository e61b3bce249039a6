"""The translation catalogues: where they lie, how they are read, written, checked and compiled.

Run alone it compiles what is stale (`python tools/catalogues.py`), which is all that a node needs.
Kreyòl comes first in the list because it is the language most people at a Haitian post speak.
"""

import fcntl
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src" / "lakay" / "locale"
LANGUAGES = ("ht", "fr", "es", "en")
TRANSLATED = ("ht", "fr", "es")  # the messages are written in English: `en` repeats them

PLURAL_FORMS = {
    "ht": "nplurals=2; plural=(n > 1);",  # CLDR: in Kreyòl and French zero counts as one
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
}

# A named (%(n)s), a bare (%s, %d) or a brace ({n}) placeholder. A doubled %% stands for itself.
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-zA-Z]|%[sdifr]|\{\w*\}")

Key = tuple[str | None, str, str]  # context, message, plural message or ""


def po_path(language: str) -> Path:
    """Return the path of the catalogue of one language."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def header(language: str) -> dict[str, str]:
    """Return the header of a catalogue: no dates and no names, so that it changes only when it must."""
    return {
        "Project-Id-Version": "lakay",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }


def load(language: str) -> polib.POFile:
    """Read the catalogue of one language, or start an empty one."""
    path = po_path(language)
    catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
    catalogue.metadata = header(language) if not path.exists() else catalogue.metadata
    return catalogue


def save(language: str, catalogue: polib.POFile) -> None:
    """Write a catalogue sorted by message, in one step, so that a reader never sees half of it."""
    catalogue.sort(key=lambda entry: (entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""))
    catalogue.metadata = header(language)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".po.new")
    catalogue.save(str(draft))
    draft.replace(path)


@contextmanager
def locked() -> Iterator[None]:
    """Hold the catalogues alone: two people may add messages at the same moment."""
    LOCALE.mkdir(parents=True, exist_ok=True)
    with (LOCALE / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def key_of(entry: polib.POEntry) -> Key:
    """Return what identifies a message: its context, its text and its plural."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def texts_of(entry: polib.POEntry) -> list[str]:
    """Return the translations of a message: one, or one for each plural form."""
    if entry.msgid_plural:
        return [entry.msgstr_plural.get(form, "") for form in (0, 1)]
    return [entry.msgstr]


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, sorted; `%%` is a percent sign and is left out."""
    return sorted(found for found in PLACEHOLDER.findall(text) if found != "%%")


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    """Yield what is wrong with one translated message."""
    texts = texts_of(entry)
    if entry.fuzzy:
        yield "marked fuzzy"
    if not all(text.strip() for text in texts):
        yield "not translated"
        return
    if not entry.msgid_plural:
        if placeholders(texts[0]) != placeholders(entry.msgid):
            yield f"placeholders differ: {placeholders(entry.msgid)} and {placeholders(texts[0])}"
        return
    allowed = set(placeholders(entry.msgid)) | set(placeholders(entry.msgid_plural))
    if not set(placeholders(texts[0])) <= allowed:
        yield f"the singular has a placeholder of its own: {placeholders(texts[0])}"
    if placeholders(texts[1]) != placeholders(entry.msgid_plural):
        yield f"placeholders of the plural differ: {placeholders(texts[1])}"


def header_faults(language: str, catalogue: polib.POFile) -> Iterator[str]:
    """Yield what is wrong with the header: a wrong `Plural-Forms` crashes the first page shown in that language."""
    found = catalogue.metadata.get("Plural-Forms", "")
    if found != PLURAL_FORMS[language]:
        yield f"{language}: Plural-Forms is “{found}”, it must be “{PLURAL_FORMS[language]}”"


def find_faults(catalogues: Mapping[str, polib.POFile]) -> Iterator[str]:
    """Yield every fault of the catalogues, in words that say where to look."""
    keys = {language: {key_of(entry) for entry in catalogue} for language, catalogue in catalogues.items()}
    everywhere = set().union(*keys.values())
    for language, catalogue in catalogues.items():
        yield from header_faults(language, catalogue)
        for _, message, _ in sorted(everywhere - keys[language], key=str):
            yield f"{language}: missing: {message!r}"
        for entry in catalogue:
            yield from (f"{language}: {fault}: {entry.msgid!r}" for fault in faults_of(entry))
        if len(keys[language]) != len(catalogue):
            yield f"{language}: a message stands twice"


def compile_stale() -> list[Path]:
    """Make each `.mo` whose `.po` is newer, and return those made. The program reads only the `.mo`."""
    made = []
    for language in LANGUAGES:
        source, target = po_path(language), po_path(language).with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns):
            continue
        draft = target.with_suffix(".mo.new")
        load(language).save_as_mofile(str(draft))
        draft.replace(target)
        made.append(target)
    return made


if __name__ == "__main__":
    print(f"{len(compile_stale())} catalogues compiled")
