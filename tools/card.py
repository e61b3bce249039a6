"""Draw the lines of the reader's test card in OCR-B: `python tools/card.py`. Run by a developer, when the card changes.

Readers that look at lines know this type only, and a node need not have it. Needs Debian's `fonts-ocr-b` (Norbert Schwarz and
Matthew Skala: free of any condition). The picture is committed: it is no font, only these two lines.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lakay.traveldocs.learning import CARD

FONT = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
TARGET = Path(__file__).resolve().parent.parent / "src" / "lakay" / "web" / "static" / "lakay" / "capture" / "card.png"
DOTS = 600  # an inch
CHARACTER, LINE = 2.54, 6.35  # millimetres from one to the next (ICAO Doc 9303-4, size OCR-B 1)


def dots(millimetres: float) -> int:
    """How many dots that is."""
    return round(millimetres / 25.4 * DOTS)


def main() -> None:
    """Every character in its own place, so that the width is exact."""
    font = ImageFont.truetype(str(FONT), 1000)
    font = ImageFont.truetype(str(FONT), 1000 * dots(CHARACTER) / font.getlength("0"))
    picture = Image.new("1", (dots(CHARACTER * len(CARD[0])), dots(LINE * len(CARD))), 1)
    pen = ImageDraw.Draw(picture)
    for row, text in enumerate(CARD):
        for place, character in enumerate(text):
            pen.text((dots(CHARACTER * place), dots(LINE * (row + 0.75))), character, font=font, fill=0, anchor="ls")
    picture.save(TARGET, optimize=True, dpi=(DOTS, DOTS))


if __name__ == "__main__":
    main()
