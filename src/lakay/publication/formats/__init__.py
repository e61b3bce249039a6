"""A published table as a file, in each format that others read. A hidden cell is hidden in every one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lakay.publication.formats import dhis2, hxl, plain, sdmx, xlsx
from lakay.publication.formats.given import Given


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the end of its addresses, its name for readers, what browsers are told, and who writes it."""

    ending: str
    name: str
    content_type: str
    write: Callable[[Given], bytes]


FORMATS = {
    one.ending: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8", plain.csv_of),
        Format("json", "JSON", "application/json", plain.json_of),
        Format("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.xlsx_of),
        Format("sdmx.csv", "SDMX-CSV", "application/vnd.sdmx.data+csv; charset=utf-8; version=1.0.0", sdmx.csv_of),
        Format("sdmx.xml", "SDMX-ML 2.1", "application/vnd.sdmx.genericdata+xml; version=2.1", sdmx.data_of),
        Format("structure.xml", "SDMX-ML 2.1, structure", "application/vnd.sdmx.structure+xml; version=2.1", sdmx.structure_of),
        Format("hxl.csv", "HXL", "text/csv; charset=utf-8", hxl.csv_of),
        Format("dhis2.json", "DHIS2", "application/json", dhis2.json_of),
    )
}
"""By the end of the address."""

__all__ = ["FORMATS", "Format", "Given"]
