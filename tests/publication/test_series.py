"""Series of others are read, or refused with a reason that a person can do something with."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from lakay.cli.main import main
from lakay.publication.formats import FORMATS
from lakay.publication.series import LANGUAGES, CannotRead, read_series, say
from tests.publication.test_formats import CELLS, GIVEN

SPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
SPECIFIC = f"""<?xml version="1.0"?>
<m:StructureSpecificData xmlns:m="{SPACE}/message" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"><m:Header/>
<m:DataSet><!-- two years --><Group x:type="g" REF_AREA="HT"/>
<Series FREQ="A" REF_AREA="HT"><Obs TIME_PERIOD="2024" OBS_VALUE="4.1E9"/><Obs TIME_PERIOD="2025" OBS_VALUE="NaN" OBS_STATUS="M"/></Series>
</m:DataSet></m:StructureSpecificData>"""
SERIES = f"""<m:GenericData xmlns:m="{SPACE}/message" xmlns:g="{SPACE}/data/generic"><m:DataSet>
<g:Series><g:SeriesKey><g:Value id="REF_AREA" value="DO"/></g:SeriesKey>
<g:Obs><g:ObsDimension value="2025-01"/><g:ObsValue value="12.5"/></g:Obs></g:Series></m:DataSet></m:GenericData>"""
HXL = "Peyi;Kantite\n#country+code ; #affected +f\nHT;12\nDO;\n"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

REFUSED = {
    "unknown": b"a,b\n1,2\n",
    "xml": b"<a><b></a>",
    "version": b'<a xmlns="http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message"/>',
    "structure": f'<Structure xmlns="{SPACE}/message"/>'.encode(),
    "text": b"a,\xff\n",
    "keys": b"DATAFLOW,SERIES_KEY,OBS_VALUE\nx,a.b,3\n",
    "value": b"DATAFLOW,A,OBS_VALUE\nx,a,many\n",
    "width": b"#country,#affected\nHT,3,4\n",
    "number": b"#country,#date\nHT,2025\n",
    "nothing": b"#country,#affected\n",
    "large": b"a" * 20_000_001,
}


def test_what_lakay_publishes_is_read_back():
    for ending in ("sdmx.xml", "sdmx.csv", "hxl.csv"):
        series = read_series(FORMATS[ending].write(GIVEN))
        assert sorted(value for _, value in series.rows) == sorted("" if n is None else str(n) for n in CELLS.values())
    assert read_series(FORMATS["hxl.csv"].write(GIVEN)).columns == (
        "#date+period",
        "#loc+post+name",
        "#group+age",
        "#status+note",
    )


def test_both_shapes_of_sdmx_are_read():
    first = read_series(SPECIFIC.encode())
    assert first.columns == ("FREQ", "REF_AREA", "TIME_PERIOD", "OBS_STATUS")
    assert first.rows == [(("A", "HT", "2024", ""), "4.1E9"), (("A", "HT", "2025", "M"), "")]
    assert read_series(SERIES.encode()).rows == [(("DO", "2025-01"), "12.5")]


def test_tags_are_found_under_the_header():
    series = read_series(HXL.encode())
    assert (series.columns, series.rows) == (("#country+code",), [(("HT",), "12"), (("DO",), "")])


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_read_is_refused_politely(code: str):
    with pytest.raises(CannotRead) as refused:
        read_series(REFUSED[code])
    assert refused.value.code == code
    assert len({say(code, language, **refused.value.found) for language in LANGUAGES}) == 4


def test_an_xml_that_would_fill_the_memory_is_refused():
    with pytest.raises(CannotRead):
        read_series(BOMB.encode())


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(str.encode)
    | st.text(alphabet="#<a,;\n+\"'/> x=1", max_size=80).map(str.encode)
)
def test_any_file_is_read_or_refused(content: bytes):
    with suppress(CannotRead):
        assert read_series(content).rows


def test_the_command_writes_rows_or_says_why_not(tmp_path: Path):
    good, bad = tmp_path / "good.xml", tmp_path / "bad.csv"
    good.write_text(SERIES, encoding="utf-8")
    bad.write_bytes(REFUSED["unknown"])
    told = CliRunner().invoke(main, ["stats", "import", str(good), "--out", str(tmp_path / "out.csv")])
    assert told.exit_code == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "REF_AREA,TIME_PERIOD,value\nDO,2025-01,12.5\n"
    refused = CliRunner().invoke(main, ["stats", "import", str(bad), "--language", "ht"])
    assert (refused.exit_code, refused.output) == (2, "bad.csv: sa a pa ni SDMX-ML 2.1, ni SDMX-CSV, ni HXL\n")
