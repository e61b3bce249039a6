"""Whether the state that signed a chip is the one that the zone names: two letters in certificates, three in zones."""

from __future__ import annotations

from typing import Final

from lakay.traveldocs.states import STATES, StateKind

_IRREGULAR: Final = """
ABW:AW AGO:AO ALA:AX AND:AD ARE:AE ARM:AM ATA:AQ ATF:TF ATG:AG AUT:AT BDI:BI BEN:BJ BES:BQ BGD:BD BHS:BS BIH:BA BLR:BY BLZ:BZ
BRB:BB BRN:BN CAF:CF CHL:CL CHN:CN COD:CD COG:CG COK:CK COM:KM CPV:CV CUW:CW CYM:KY DNK:DK ESH:EH EST:EE FLK:FK FRO:FO FSM:FM
GIN:GN GLP:GP GNB:GW GNQ:GQ GRD:GD GRL:GL GUF:GF GUY:GY IRL:IE IRQ:IQ ISR:IL JAM:JM KAZ:KZ KOR:KR LBR:LR LBY:LY MAC:MO MAF:MF
MDG:MG MDV:MV MEX:MX MLT:MT MNE:ME MNP:MP MOZ:MZ MTQ:MQ MYT:YT NIU:NU PAK:PK PCN:PN PLW:PW PNG:PG POL:PL PRK:KP PRT:PT PRY:PY
PYF:PF SEN:SN SGS:GS SLB:SB SLV:SV SPM:PM SRB:RS SUR:SR SVK:SK SVN:SI SWE:SE SWZ:SZ SYC:SC TCD:TD TKM:TM TUN:TN TUR:TR TUV:TV
UKR:UA URY:UY WLF:WF
"""
"""ISO 3166-1: three letters and two, where the two are not the first two of the three."""

_ALSO: Final = """
GB: AIA BMU CYM FLK GIB IOT MSR PCN SHN SGS TCA VGB GGY IMN JEY GBD GBN GBO GBP GBS
FR: GLP GUF MTQ REU MYT SPM BLM MAF WLF PYF NCL ATF
NL: ABW CUW SXM BES
DK: FRO GRL
US: ASM GUM MNP PRI VIR UMI
NZ: COK NIU TKL
CN: HKG MAC
NO: SJM BVT
FI: ALA
AU: CXR CCK NFK HMD
DE: D D<< DEU
XK: RKS
KS: RKS
EU: EUE
UN: UNO UNA UNK
"""
"""Countries of certificates under which other codes of zones are signed too."""


def _table() -> dict[str, frozenset[str]]:
    irregular = dict(pair.split(":") for pair in _IRREGULAR.split())
    found = {
        code: {irregular.get(code, code[:2])}
        for code, state in STATES.items()
        if state.kind is StateKind.STATE and len(code) == 3
    }
    for line in _ALSO.strip().splitlines():
        country, _, codes = line.partition(": ")
        for code in codes.split():
            found.setdefault(code.rstrip("<"), set()).add(country)
    for special in ("D", "DEU", "RKS"):
        found[special] -= {special[:2]} - {"DE"}
    return {code: frozenset(countries) for code, countries in found.items()}


SIGNERS: Final = _table()
"""Issuing state of a zone -> the countries in whose name its chips are signed."""


def may_sign(country: str, issuing_state: str) -> bool | None:
    """Whether a country signs documents of a state or organisation; None where no table says so (most organisations)."""
    allowed = SIGNERS.get(issuing_state.rstrip("<"))
    return None if allowed is None or not country else country.upper() in allowed
