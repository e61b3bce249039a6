"""SDMX-ML 2.1: generic and structure-specific data, by series or flat. Source: SDMX 2.1 technical specifications, section 3A."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lakay.publication.series.errors import CannotRead

_SPACE = "http://www.sdmx.org/resources/sdmxml/schemas/"
Rows = list[tuple[tuple[str, ...], str]]


def read_xml(content: bytes) -> tuple[tuple[str, ...], Rows]:
    """Columns and rows of a data message. Raises CannotRead."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise CannotRead("xml", found=str(error)[:80]) from error
    space, name = _split(root.tag)
    if not space.startswith(_SPACE):
        raise CannotRead("unknown")
    version = space.removeprefix(_SPACE).split("/")[0].lstrip("v").replace("_", ".")
    if version != "2.1":
        raise CannotRead("version", found=version[:10])
    if name == "Structure":
        raise CannotRead("structure")
    if name not in {"GenericData", "GenericTimeSeriesData", "StructureSpecificData", "StructureSpecificTimeSeriesData"}:
        raise CannotRead("unknown")
    found = [
        said for data in root if _split(data.tag)[1] == "DataSet" for said in _observations(data, name.startswith("Generic"))
    ]
    columns = tuple(dict.fromkeys(column for said, _ in found for column in said))
    return columns, [(tuple(said.get(column, "") for column in columns), value) for said, value in found]


def _split(tag: Any) -> tuple[str, str]:
    """The space and the name of an element; a comment has neither."""
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    return space.lstrip("{"), name


def _observations(data: Element, generic: bool) -> list[tuple[dict[str, str], str]]:
    read = _generic if generic else _specific
    found = []
    for part in data:
        name = _split(part.tag)[1]
        if name == "Obs":
            found.append(read(part, {}))
        elif name == "Series":
            around = _values(part, ("SeriesKey", "Attributes")) if generic else dict(part.attrib)
            found += [read(one, around) for one in part if _split(one.tag)[1] == "Obs"]
        elif name == "Group":
            continue
    return found


def _generic(observation: Element, around: dict[str, str]) -> tuple[dict[str, str], str]:
    said = dict(around) | _values(observation, ("ObsKey", "Attributes"))
    value = ""
    for part in observation:
        name = _split(part.tag)[1]
        if name == "ObsDimension":
            said[part.get("id", "TIME_PERIOD")] = part.get("value", "")
        elif name == "ObsValue":
            value = part.get("value", "")
    return said, _given(value)


def _values(element: Element, names: tuple[str, ...]) -> dict[str, str]:
    return {value.get("id", ""): value.get("value", "") for part in element if _split(part.tag)[1] in names for value in part}


def _specific(observation: Element, around: dict[str, str]) -> tuple[dict[str, str], str]:
    said = {name: text for name, text in {**around, **observation.attrib}.items() if not name.startswith("{")}
    return said, _given(said.pop("OBS_VALUE", ""))


def _given(value: str) -> str:
    """SDMX writes NaN for a value that is missing."""
    return "" if value == "NaN" else value.strip()
