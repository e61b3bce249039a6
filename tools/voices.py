"""Speak the sentences of the traveller's window and the statements of consent into small recordings: `python tools/voices.py`. Run by a
developer, seldom; only what is missing is spoken.

Needs Debian's `espeak-ng` and `opus-tools`. The recordings are committed: a node needs neither. A recording by a person who speaks
the language replaces the file of the same name (`name.language.ogg`, Opus, under 20 KB), and this is not run for it again.
"""

import csv
import importlib
import os
import subprocess
import tempfile
from pathlib import Path

from catalogues import load

ROOT = Path(__file__).resolve().parent.parent
RECORDINGS = ROOT / "src" / "lakay" / "web" / "static" / "lakay" / "window" / "audio"
PROTECTION = ROOT / "packs" / "ht" / "protection"
VOICES = {"ht": ("ht", 130), "es": ("es-419", 140), "fr": ("fr", 140), "en": ("en-gb", 140)}
"""Language: voice, and words a minute; slower than people talk, because a hall is noisy."""


def speak(text: str, language: str, target: Path) -> None:
    """Write one recording, unless it is there: it may be a person's own voice."""
    if target.exists():
        return
    voice, speed = VOICES[language]
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        raw = Path(place) / "raw.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-g", "3", "-w", str(raw), text], check=True)
        plain = ("--quiet", "--bitrate", "12", "--speech", "--discard-comments", "--serial", "1")
        subprocess.run(["opusenc", *plain, str(raw), str(target)], check=True)


def window() -> None:
    """Every step of the traveller's window in every language."""
    steps = importlib.import_module("lakay.web.booth.sentences").STEPS
    for language in VOICES:
        texts = {entry.msgid: entry.msgstr for entry in load(language)}
        for step, message in steps.items():
            speak(texts[message], language, RECORDINGS / f"{step}.{language}.ogg")


def consent() -> None:
    """Every statement of consent of the pack, as its table words it."""
    with (PROTECTION / "consents.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for language in VOICES:
                target = PROTECTION / "voices" / row["version"] / f"{row['code']}.{language}.ogg"
                speak(row[f"label_{language}"], language, target)


def main() -> None:
    """Whatever is missing."""
    os.environ |= {"LAKAY_MODE": "test", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}
    window()
    consent()


if __name__ == "__main__":
    main()
