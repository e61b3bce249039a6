"""SDMX-CSV 1.0 and SDMX-ML 2.1 (generic data, and its structure), written by hand: three small documents.

A hidden number is an observation without a value: OBS_STATUS Q (“missing value; suppressed”), CONF_STATUS C. Which of them are small, and
which keep the others company (D in CL_CONF_STATUS), is not said: it would tell an attacker more.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from lakay.disclosure.tables import TOTAL
from lakay.publication.formats.given import Given, codes
from lakay.publication.formats.plain import table_of

AGENCY, VERSION, TIME = "LAKAY", "1.0", "TIME_PERIOD"
_SPACE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def dimensions(given: Given) -> dict[str, str]:
    """The SDMX name of each dimension; that of time is always TIME_PERIOD, and last."""
    others = [name for name in given.columns if name != given.time]
    named = dict(zip(others, list(codes([f"D {name}" for name in others]).values())[1:], strict=True))
    named = {name: code[2:] if code[2:3].isalpha() else code for name, code in named.items()}
    return named | ({given.time: TIME} if given.time else {})


def lists(given: Given) -> dict[str, dict[str, str]]:
    """The codes of each dimension that has a list, by category."""
    return {name: codes(given.categories(name)) for name in given.columns if name != given.time}


def observations(given: Given) -> list[tuple[dict[str, str], int | None]]:
    """The coded cells. A total over time is left out: TIME_PERIOD has no code for it."""
    known, named = lists(given), dimensions(given)
    found = []
    for cell, count in given.rows():
        said = dict(zip(given.columns, cell, strict=True))
        if given.time and said[given.time] == TOTAL:
            continue
        found.append(({code: said[name] if code == TIME else known[name][said[name]] for name, code in named.items()}, count))
    return found


def csv_of(given: Given) -> bytes:
    """SDMX-CSV 1.0: one row for each observation."""
    names = list(dimensions(given).values())
    rows = [
        [f"{AGENCY}:{given.code}({VERSION})", *(key[name] for name in names), "" if count is None else str(count), *status(count)]
        for key, count in observations(given)
    ]
    return table_of([["DATAFLOW", *names, "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"], *rows])


def status(count: int | None) -> tuple[str, str]:
    """OBS_STATUS and CONF_STATUS of a cell."""
    return ("Q", "C") if count is None else ("A", "F")


def data_of(given: Given) -> bytes:
    """SDMX-ML 2.1 generic data, flat: every observation with its whole key."""
    body = "".join(_observation(key, count) for key, count in observations(given))
    use = (
        f'<mes:Structure structureID="S1" dimensionAtObservation="AllDimensions"><com:Structure>'
        f'<Ref agencyID="{AGENCY}" id="{given.code}" version="{VERSION}" class="DataStructure"/></com:Structure></mes:Structure>'
    )
    return (
        f'{_HEAD}<mes:GenericData xmlns:mes="{_SPACE}/message" xmlns:gen="{_SPACE}/data/generic" xmlns:com="{_SPACE}/common">'
        f"{_header(given, use)}"
        f'<mes:DataSet structureRef="S1" action="Information">{body}</mes:DataSet></mes:GenericData>\n'
    ).encode()


def _observation(key: dict[str, str], count: int | None) -> str:
    values = "".join(f'<gen:Value id="{name}" value={quoteattr(code)}/>' for name, code in key.items())
    observed, conf = status(count)
    value = "" if count is None else f'<gen:ObsValue value="{count}"/>'
    marks = f'<gen:Value id="OBS_STATUS" value="{observed}"/><gen:Value id="CONF_STATUS" value="{conf}"/>'
    return f"<gen:Obs><gen:ObsKey>{values}</gen:ObsKey>{value}<gen:Attributes>{marks}</gen:Attributes></gen:Obs>"


def _header(given: Given, use: str = "") -> str:
    prepared = given.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"<mes:Header><mes:ID>{given.code}</mes:ID><mes:Test>false</mes:Test><mes:Prepared>{prepared}</mes:Prepared>"
        f'<mes:Sender id="{AGENCY}"/>{use}</mes:Header>'
    )


def structure_of(given: Given) -> bytes:
    """SDMX-ML 2.1 structure: code lists, concepts, the definition of the data structure and the dataflow."""
    named, known = dimensions(given), lists(given)
    coded = {code: known[name] for name, code in named.items() if code != TIME}
    parts = (
        f"<str:Dataflows>{_open('Dataflow', given.code)}{_name(given.table.name)}<str:Structure>"
        f"{_ref('DataStructure', given.code, 'datastructure')}</str:Structure></str:Dataflow></str:Dataflows>"
        f"<str:Codelists>{''.join(_code_list(given, name, table) for name, table in coded.items())}"
        f"{_fixed_list('OBS_STATUS', {'A': 'Normal value', 'Q': 'Missing value; suppressed'})}"
        f"{_fixed_list('CONF_STATUS', {'F': 'Free', 'C': 'Confidential statistical information'})}</str:Codelists>"
        f"<str:Concepts>{_concepts(given, named)}</str:Concepts>"
        f"<str:DataStructures>{_definition(given, list(named.values()))}</str:DataStructures>"
    )
    return (
        f'{_HEAD}<mes:Structure xmlns:mes="{_SPACE}/message" xmlns:str="{_SPACE}/structure" xmlns:com="{_SPACE}/common">'
        f"{_header(given)}<mes:Structures>{parts}</mes:Structures></mes:Structure>\n"
    ).encode()


def _open(kind: str, code: str) -> str:
    return f'<str:{kind} id="{code}" agencyID="{AGENCY}" version="{VERSION}" isFinal="true">'


def _name(text: str) -> str:
    return f'<com:Name xml:lang="en">{escape(text)}</com:Name>'


def _ref(kind: str, code: str, package: str) -> str:
    return f'<Ref id="{code}" version="{VERSION}" agencyID="{AGENCY}" package="{package}" class="{kind}"/>'


def _code_list(given: Given, name: str, table: dict[str, str]) -> str:
    texts = {code: "Total" if category == TOTAL else category for category, code in table.items()}
    return _fixed_list(f"{given.code}_{name}", texts)


def _fixed_list(code: str, texts: dict[str, str]) -> str:
    rows = "".join(f'<str:Code id="{one}">{_name(text)}</str:Code>' for one, text in texts.items())
    return f"{_open('Codelist', f'CL_{code}')}{_name(code)}{rows}</str:Codelist>"


def _concepts(given: Given, named: dict[str, str]) -> str:
    texts = {code: name for name, code in named.items()} | {"OBS_VALUE": "count"}
    texts |= {"OBS_STATUS": "status of the observation", "CONF_STATUS": "confidentiality"}
    rows = "".join(f'<str:Concept id="{code}">{_name(text)}</str:Concept>' for code, text in texts.items())
    return f"{_open('ConceptScheme', f'CS_{given.code}')}{_name(given.table.name)}{rows}</str:ConceptScheme>"


def _definition(given: Given, names: list[str]) -> str:
    rows = "".join(_dimension(given, name, place) for place, name in enumerate(names, start=1))
    marks = "".join(
        f'<str:Attribute id="{name}" assignmentStatus="Mandatory">{_identity(given, name)}{_enumerated(name)}'
        '<str:AttributeRelationship><str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure></str:AttributeRelationship>'
        "</str:Attribute>"
        for name in ("OBS_STATUS", "CONF_STATUS")
    )
    return (
        f"{_open('DataStructure', given.code)}{_name(given.table.name)}<str:DataStructureComponents>"
        f'<str:DimensionList id="DimensionDescriptor">{rows}</str:DimensionList>'
        f'<str:AttributeList id="AttributeDescriptor">{marks}</str:AttributeList>'
        f'<str:MeasureList id="MeasureDescriptor"><str:PrimaryMeasure id="OBS_VALUE">{_identity(given, "OBS_VALUE")}'
        "</str:PrimaryMeasure></str:MeasureList></str:DataStructureComponents></str:DataStructure>"
    )


def _dimension(given: Given, name: str, place: int) -> str:
    if name == TIME:
        shape = '<str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/></str:LocalRepresentation>'
        return f'<str:TimeDimension id="{TIME}" position="{place}">{_identity(given, TIME)}{shape}</str:TimeDimension>'
    return f'<str:Dimension id="{name}" position="{place}">{_identity(given, name)}{_enumerated(f"{given.code}_{name}")}</str:Dimension>'


def _identity(given: Given, name: str) -> str:
    return (
        f'<str:ConceptIdentity><Ref id="{name}" maintainableParentID="CS_{given.code}" maintainableParentVersion="{VERSION}" '
        f'agencyID="{AGENCY}" package="conceptscheme" class="Concept"/></str:ConceptIdentity>'
    )


def _enumerated(code: str) -> str:
    return f"<str:LocalRepresentation><str:Enumeration>{_ref('Codelist', f'CL_{code}', 'codelist')}</str:Enumeration></str:LocalRepresentation>"
