"""Messages and tables about nobody: carriers, voyages and people are invented (XV and QZ are no airline's codes)."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

TODAY = "2026-11-22"

HEAD = "UNB+UNOA:4+XV:ZZ+HTAPIS:ZZ+261122:0915+0001++APIS'UNG+PAXLST+XV:ZZ+HTAPIS:ZZ+261122:0915+1+UN+D:05B'"
VOYAGE = (
    "BGM+745'NAD+MS+++INVENTED AIR'COM+555:TE'TDT+20+XV0412+++XV'"
    "LOC+125+MIA'DTM+189:2611221230:201'LOC+87+PAP'DTM+232:2611221430:201'"
)
WILNER = (
    "NAD+FL+++DORCELY:WILNER:J'ATT+2++M'DTM+329:800312'LOC+178+MIA'LOC+179+PAP'NAT+2+HTI'RFF+AVF:ABC123'"
    "DOC+P:110:111+HT1234567'DTM+36:300101'LOC+91+HTI'"
)
GUERLINE = "NAD+FL+++CHERY:GUERLINE'ATT+2++F'DTM+329:19991224:102'NAT+2+HTI'DOC+P:110:111+HT7654321'"
CAPTAIN = "NAD+FM+++SANON:MARC'ATT+2++M'DTM+329:700909'DOC+P:110:111+HT5550001'"
WHOLE = (
    f"{HEAD}UNH+1+PAXLST:D:05B:UN:IATA+XV0412/261122/1430+01:F'{VOYAGE}{WILNER}{GUERLINE}CNT+42:2'UNT+26+1'UNE+1+1'UNZ+1+0001'"
)


def in_marks(component: str = ":", element: str = "+", release: str = "?", terminator: str = "'", una: bool = True) -> bytes:
    """The whole list written with other separators."""
    table = {":": component, "+": element, "'": terminator}
    text = "".join(table.get(mark, mark) for mark in WHOLE)
    return ((f"UNA{component}{element}.{release} {terminator}" if una else "") + text).encode("latin-1")


def bare() -> bytes:
    """The message without any envelope around it."""
    return f"UNH+1+PAXLST:D:05B:UN:IATA+XV0412+01:F'{VOYAGE}{WILNER}{GUERLINE}CNT+42:2'UNT+26+1'".encode()


def headless(component: str = ":", element: str = "+", terminator: str = "'") -> bytes:
    """What is left where a program cut off all heads: the voyage and its people, without UNB, UNH and BGM, in any marks."""
    table = {":": component, "+": element, "'": terminator}
    return "".join(table.get(mark, mark) for mark in f"{VOYAGE[8:]}{WILNER}{GUERLINE}CNT+42:2'").encode()


def telegram() -> bytes:
    """The list as a Type-B telegram: heading, lines of 69 letters, the mark of its end."""
    lines = [WHOLE[at : at + 69] for at in range(0, len(WHOLE), 69)]
    return ("\x01QU PAPXVXH\r\n.MIAXVXV 220915\r\n\x02" + "\r\n".join(lines) + "\r\n\x03").encode()


def in_parts() -> bytes:
    """A list in three messages, as large aircraft send it; only the last one counts."""
    ours = [
        f"UNH+1+PAXLST:D:05B:UN:IATA+XV0412+01:C'{VOYAGE}{WILNER}UNT+20+1'",
        f"UNH+2+PAXLST:D:05B:UN:IATA+XV0412+02'{VOYAGE}{GUERLINE}UNT+15+2'",
        f"UNH+3+PAXLST:D:05B:UN:IATA+XV0412+03:F'{VOYAGE}{CAPTAIN}CNT+42:2'CNT+41:1'UNT+16+3'",
    ]
    return f"{HEAD}{''.join(ours)}UNE+3+1'UNZ+1+0001'".encode()


AMERICAN = (
    b"UNA:+.? 'UNB+UNOA:1+QZ+USAPIS+261122:0915+7'UNH+7+PAXLST:1:912:UN'BGM+250'CTA+IC+:FRED? SAMPLE+555:TE'TDT++QZ0812+40+QZ'"
    b"LOC+005+HTPAP:50'DTM+136+261122+1030+M05'LOC+008+USMIA:50'DTM+132+261122+1300+M05'UNS+D'"
    b"PDT+P/HT1234567:300101:HT+DORCELY:WILNER:J:800312:M+PAX+HTPAP:USMIA'"
    b"PDT+P/HT5550001:290101:HT+SANON:MARC::700909:M+CRW+HTPAP:USMIA'CNT+41:1'CNT+42:1'UNT+14+7'UNZ+1+7'"
)

SPANISH = (
    b'UNB+UNOA:4+XV+SIRE+261122:0915+0001"UNH+1+PAXLST:D:05B:UN:IATA+XV77"BGM+745"TDT+20+XV0077"LOC+125+SDQ"LOC+87+CAP"'
    b'DTM+232:2611221430:201"NAD+FL+++NU\xd1EZ:JOS\xc9"ATT+2++M"DTM+329:800312"CNT+42:1"UNT+11+1"UNZ+1+0001"'
)
"""The dialect with a quotation mark at the end of a segment, in Latin-1."""

BOOKINGS = (
    b"UNA:+.?*'UNB+IATA:1+XV+HTPNR+261120:0915+9++PNRGOV'UNH+9+PNRGOV:13:1:IA+XV412/221126/1230+01:F'MSG+:22'ORG+XV:MIA'"
    b"TVL+221126:1230:221126:1430+MIA+PAP+XV+412'EQN+1'SRC'RCI+XV:ABC123::201126:0900'SSR+DOCS:HK:1:XV:::::/P/HTI/HT1234567/HTI"
    b"/12MAR80/M/01JAN30/DORCELY/WILNER'TIF+DORCELY+WILNER:A:1'SSR+DOCS:HK:1:XV:::::/P/HTI/HT1234567/HTI/12MAR80/M/01JAN30"
    b"/DORCELY/WILNER'TVL+221126:1230+MIA+PAP+XV+412:Y'UNT+12+9'UNZ+1+9'"
)

BOAT = (
    "Navire;Sent Ann II\nVoyage;SA-118\nProvenance;Môle Saint-Nicolas\nDestination;HT-CAP-SEA\nArrivée;22/11/2026 06:30\n\n"
    "Nom;Prénoms;Sexe;Date de naissance;Nationalité;Nº pièce;Fonction\n"
    "Dorcely;Wilner;M;12/03/1980;HTI;HT1234567;\n"
    "Chéry;Guerline;Femme;1999;HTI;;\n"
    "Sanon;Marc;M;09/09/1970;HTI;HT5550001;Capitaine\n"
    "Total;2\n"
).encode()

BUS = (
    "Otobis,XX-0000\nVwayaj,BIS-7\nSoti,Sen Domeng\nPou,HT-OUA\nRive,2026-11-22 15:00\n"
    "Non ak siyati,Seks,Dat nesans,Nimewo paspo\n"
    "Jan Batis Pyè,Gason,1975-05-01,RD1\nRose Chéry,Fi,31/02/2001,RD2\n"
).encode("cp1252")


def sheet(rows: list[list[str | int]]) -> bytes:
    """A small xlsx file: texts as shared strings, whole numbers of the third column as dates."""
    texts = sorted({cell for row in rows for cell in row if isinstance(cell, str)})
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for place, cell in enumerate(row):
            at = f"{chr(65 + place)}{number}"
            held = (
                f'<c r="{at}" t="s"><v>{texts.index(cell)}</v></c>'
                if isinstance(cell, str)
                else f'<c r="{at}" s="1"><v>{cell}</v></c>'
            )
            cells.append(held)
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    held_in = io.BytesIO()
    with zipfile.ZipFile(held_in, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>")
        archive.writestr("xl/sharedStrings.xml", f"<sst {space}>{shared}</sst>")
        archive.writestr(
            "xl/styles.xml", f'<styleSheet {space}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
        )
    return held_in.getvalue()


SHEET = sheet(
    [
        ["Barco", "Sent Ann II"],
        ["Viaje", "SA-118"],
        ["Destino", "HT-CAP-SEA"],
        ["Apellidos", "Nombres", "Fecha de nacimiento", "Sexo", "Pasaporte"],
        ["Núñez", "José", 29292, "Hombre", "RD1234567"],
    ]
)

EVERY = (WHOLE.encode(), telegram(), in_parts(), AMERICAN, SPANISH, BOOKINGS, BOAT, BUS, SHEET, in_marks("*", "|", "\\", "~"))
