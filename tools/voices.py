"""Speak the sentences of the traveller's window into small recordings: `python tools/voices.py`. Run by a developer, seldom.

Needs Debian's `espeak-ng` and `opus-tools`. The recordings are committed: a node needs neither. A recording by a person who speaks
the language replaces the file of the same name (`step.language.ogg`, Opus, under 20 KB), and this is not run for it again.
"""

import importlib
import os
import subprocess
import tempfile
from pathlib import Path

from catalogues import load

ROOT = Path(__file__).resolve().parent.parent
RECORDINGS = ROOT / "src" / "lakay" / "web" / "static" / "lakay" / "window" / "audio"
VOICES = {"ht": ("ht", 130), "es": ("es-419", 140), "fr": ("fr", 140), "en": ("en-gb", 140)}
"""Language: voice, and words a minute; slower than people talk, because a hall is noisy."""


def speak(text: str, voice: str, speed: int, target: Path) -> None:
    """Write one recording."""
    with tempfile.TemporaryDirectory() as place:
        raw = Path(place) / "raw.wav"
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-g", "3", "-w", str(raw), text], check=True)
        plain = ("--quiet", "--bitrate", "12", "--speech", "--discard-comments", "--serial", "1")
        subprocess.run(["opusenc", *plain, str(raw), str(target)], check=True)


def main() -> None:
    """Every step in every language."""
    os.environ |= {"LAKAY_MODE": "test", "DJANGO_SETTINGS_MODULE": "lakay.config.settings"}
    steps = importlib.import_module("lakay.web.booth.sentences").STEPS
    for language, (voice, speed) in VOICES.items():
        texts = {entry.msgid: entry.msgstr for entry in load(language)}
        for step, message in steps.items():
            speak(texts[message], voice, speed, RECORDINGS / f"{step}.{language}.ogg")


if __name__ == "__main__":
    main()
