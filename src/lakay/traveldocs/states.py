"""The three-letter codes of issuing states, organisations and nationalities (ICAO Doc 9303-3 §5, ISO 3166-1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class StateKind(StrEnum):
    """What a code stands for."""

    STATE = "state"
    BRITISH = "british"  # a status under British nationality law, other than citizen
    ORGANISATION = "organisation"
    STATELESS = "stateless"
    REFUGEE = "refugee"
    UNSPECIFIED = "unspecified"
    SPECIMEN = "specimen"  # printed on samples only: no person comes from there
    WITHDRAWN = "withdrawn"  # no longer given out, still met on old documents
    IRREGULAR = "irregular"  # met on real documents although Doc 9303 says otherwise


@dataclass(frozen=True, slots=True)
class State:
    """One code: as printed without fillers (`D` for Germany), its English name, and its kind."""

    code: str
    name: str
    kind: StateKind


_ISO_3166 = """
ABW Aruba; AFG Afghanistan; AGO Angola; AIA Anguilla; ALA Åland Islands; ALB Albania; AND Andorra; ARE United Arab Emirates;
ARG Argentina; ARM Armenia; ASM American Samoa; ATA Antarctica; ATF French Southern Territories; ATG Antigua and Barbuda;
AUS Australia; AUT Austria; AZE Azerbaijan; BDI Burundi; BEL Belgium; BEN Benin; BES Bonaire, Sint Eustatius and Saba;
BFA Burkina Faso; BGD Bangladesh; BGR Bulgaria; BHR Bahrain; BHS Bahamas; BIH Bosnia and Herzegovina; BLM Saint Barthélemy;
BLR Belarus; BLZ Belize; BMU Bermuda; BOL Bolivia; BRA Brazil; BRB Barbados; BRN Brunei Darussalam; BTN Bhutan;
BVT Bouvet Island; BWA Botswana; CAF Central African Republic; CAN Canada; CCK Cocos (Keeling) Islands; CHE Switzerland;
CHL Chile; CHN China; CIV Côte d'Ivoire; CMR Cameroon; COD Democratic Republic of the Congo; COG Congo; COK Cook Islands;
COL Colombia; COM Comoros; CPV Cabo Verde; CRI Costa Rica; CUB Cuba; CUW Curaçao; CXR Christmas Island; CYM Cayman Islands;
CYP Cyprus; CZE Czechia; DJI Djibouti; DMA Dominica; DNK Denmark; DOM Dominican Republic; DZA Algeria; ECU Ecuador; EGY Egypt;
ERI Eritrea; ESH Western Sahara; ESP Spain; EST Estonia; ETH Ethiopia; FIN Finland; FJI Fiji; FLK Falkland Islands (Malvinas);
FRA France; FRO Faroe Islands; FSM Micronesia; GAB Gabon; GBR United Kingdom; GEO Georgia; GGY Guernsey; GHA Ghana;
GIB Gibraltar; GIN Guinea; GLP Guadeloupe; GMB Gambia; GNB Guinea-Bissau; GNQ Equatorial Guinea; GRC Greece; GRD Grenada;
GRL Greenland; GTM Guatemala; GUF French Guiana; GUM Guam; GUY Guyana; HKG Hong Kong; HMD Heard Island and McDonald Islands;
HND Honduras; HRV Croatia; HTI Haiti; HUN Hungary; IDN Indonesia; IMN Isle of Man; IND India;
IOT British Indian Ocean Territory; IRL Ireland; IRN Iran; IRQ Iraq; ISL Iceland; ISR Israel; ITA Italy; JAM Jamaica;
JEY Jersey; JOR Jordan; JPN Japan; KAZ Kazakhstan; KEN Kenya; KGZ Kyrgyzstan; KHM Cambodia; KIR Kiribati;
KNA Saint Kitts and Nevis; KOR Republic of Korea; KWT Kuwait; LAO Lao People's Democratic Republic; LBN Lebanon; LBR Liberia;
LBY Libya; LCA Saint Lucia; LIE Liechtenstein; LKA Sri Lanka; LSO Lesotho; LTU Lithuania; LUX Luxembourg; LVA Latvia;
MAC Macao; MAF Saint Martin (French part); MAR Morocco; MCO Monaco; MDA Republic of Moldova; MDG Madagascar; MDV Maldives;
MEX Mexico; MHL Marshall Islands; MKD North Macedonia; MLI Mali; MLT Malta; MMR Myanmar; MNE Montenegro; MNG Mongolia;
MNP Northern Mariana Islands; MOZ Mozambique; MRT Mauritania; MSR Montserrat; MTQ Martinique; MUS Mauritius; MWI Malawi;
MYS Malaysia; MYT Mayotte; NAM Namibia; NCL New Caledonia; NER Niger; NFK Norfolk Island; NGA Nigeria; NIC Nicaragua;
NIU Niue; NLD Netherlands; NOR Norway; NPL Nepal; NRU Nauru; NZL New Zealand; OMN Oman; PAK Pakistan; PAN Panama;
PCN Pitcairn; PER Peru; PHL Philippines; PLW Palau; PNG Papua New Guinea; POL Poland; PRI Puerto Rico;
PRK Democratic People's Republic of Korea; PRT Portugal; PRY Paraguay; PSE State of Palestine; PYF French Polynesia; QAT Qatar;
REU Réunion; ROU Romania; RUS Russian Federation; RWA Rwanda; SAU Saudi Arabia; SDN Sudan; SEN Senegal; SGP Singapore;
SGS South Georgia and the South Sandwich Islands; SHN Saint Helena, Ascension and Tristan da Cunha;
SJM Svalbard and Jan Mayen; SLB Solomon Islands; SLE Sierra Leone; SLV El Salvador; SMR San Marino; SOM Somalia;
SPM Saint Pierre and Miquelon; SRB Serbia; SSD South Sudan; STP Sao Tome and Principe; SUR Suriname; SVK Slovakia;
SVN Slovenia; SWE Sweden; SWZ Eswatini; SXM Sint Maarten (Dutch part); SYC Seychelles; SYR Syrian Arab Republic;
TCA Turks and Caicos Islands; TCD Chad; TGO Togo; THA Thailand; TJK Tajikistan; TKL Tokelau; TKM Turkmenistan;
TLS Timor-Leste; TON Tonga; TTO Trinidad and Tobago; TUN Tunisia; TUR Türkiye; TUV Tuvalu; TWN Taiwan;
TZA United Republic of Tanzania; UGA Uganda; UKR Ukraine; UMI United States Minor Outlying Islands; URY Uruguay;
USA United States of America; UZB Uzbekistan; VAT Holy See; VCT Saint Vincent and the Grenadines; VEN Venezuela;
VGB Virgin Islands (British); VIR Virgin Islands (U.S.); VNM Viet Nam; VUT Vanuatu; WLF Wallis and Futuna; WSM Samoa;
YEM Yemen; ZAF South Africa; ZMB Zambia; ZWE Zimbabwe
"""

_ICAO: Final[dict[StateKind, str]] = {
    StateKind.STATE: "D Germany; RKS Kosovo",
    StateKind.BRITISH: (
        "GBD British Overseas Territories citizen; GBN British National (Overseas); GBO British Overseas citizen;"
        " GBP British protected person; GBS British subject"
    ),
    StateKind.ORGANISATION: (
        "EUE European Union; UNO United Nations; UNA United Nations specialised agency; UNK UN Interim Administration in Kosovo;"
        " XBA African Development Bank; XIM African Export-Import Bank; XCC Caribbean Community (CARICOM);"
        " XCE Council of Europe; XCO Common Market for Eastern and Southern Africa;"
        " XEC Economic Community of West African States; XPO INTERPOL; XES Organization of Eastern Caribbean States;"
        " XMP Parliamentary Assembly of the Mediterranean; XOM Sovereign Military Order of Malta;"
        " XDC Southern African Development Community; IAO International Civil Aviation Organization"
    ),
    StateKind.STATELESS: "XXA Stateless person (1954 Convention)",
    StateKind.REFUGEE: "XXB Refugee (1951 Convention); XXC Refugee, other than under the 1951 Convention",
    StateKind.UNSPECIFIED: "XXX Person of unspecified nationality",
    StateKind.SPECIMEN: "UTO Utopia; YTO Utopia (the examples of Doc 9303-3, Appendix A)",
    StateKind.WITHDRAWN: (
        "ANT Netherlands Antilles; NTZ Neutral Zone; BUR Burma; BYS Byelorussian SSR; CSK Czechoslovakia;"
        " DDR German Democratic Republic; FXX France, Metropolitan; ROM Romania (until 2002); SCG Serbia and Montenegro;"
        " SUN Union of Soviet Socialist Republics; TMP East Timor; YMD Democratic Yemen; YUG Yugoslavia;"
        " ZAR Zaire; INP INTERPOL (before XPO)"
    ),
    StateKind.IRREGULAR: "DEU Germany (Doc 9303 writes D)",
}


def _entries(text: str, kind: StateKind) -> dict[str, State]:
    pairs = (entry.strip().split(" ", 1) for entry in text.split(";"))
    return {code.ljust(3, "<"): State(code, name, kind) for code, name in pairs}


def _registry() -> dict[str, State]:
    table = _entries(_ISO_3166, StateKind.STATE)
    for kind, text in _ICAO.items():
        table |= _entries(text, kind)
    return table


STATES: Final = _registry()
"""Every accepted code, keyed as it stands in the zone: three characters, `D<<` for Germany."""


def state_of(code: str) -> State | None:
    """The entry of a code, given with or without its fillers; None where Doc 9303 and ISO 3166 know no such code."""
    return STATES.get(code.ljust(3, "<"))
