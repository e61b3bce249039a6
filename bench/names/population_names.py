"""How the people of the invented population are named: shares and syllables, all guesses, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """How the people of one country are named: guesses, one line each."""

    share: float
    """Of the population."""
    frequent: tuple[float, float]
    """Part of the people whose family name, and whose given name, is in the pack's list."""
    tail: tuple[int, int]
    """How many rare family names and rare given names exist."""
    second_given: float
    compound_given: float
    second_family: float
    heads: tuple[str, ...]
    middles: tuple[str, ...]
    family_ends: tuple[str, ...]
    given_ends: dict[str, tuple[str, ...]]


def _w(text: str) -> tuple[str, ...]:
    return tuple("" if part == "-" else part for part in text.split())


_HAITIAN_HEADS = _w(
    "Al An Ber Bel Cas Cler Chi Dor Dieu Du Dé Ed El Es Ever Fan Fleur Fré Gas Ger Guer Gui Her Hé Il Is Jac Jo Ju Kel Ken Ker "
    "La Lan Lé Lor Lou Lu Ma Mac Mar Mé Mir Mo My Na Ner Ni No O Or Pé Phi Pré Ra Ré Ro Ru Sa Sé Sher Si So Ste Ta Té Tho Ti Va "
    "Ver Vi Wa Wes Wi Wid Wil Wis Woo Yo Yv Za"
)
_HAITIAN_MIDDLES = _w(
    "- - - be ca ce ci cla da di do fa fé ga la le li lo ma mé mi na né ni no ra ré ri ro sa sé si ta té ti to va vé vi"
)
_SPANISH_HEADS = _w(
    "Al An Ar Bal Be Ber Bo Ca Cas Ce Cor Cu Da De Di Do Es Fa Fe Fer Flo Ga Gar Go Gu He Her Hi Is Ja Jo Ju La Le Li Lo Lu Ma Mar "
    "Me Mi Mo Na Ne No Nu Ol Or Pa Pe Pi Po Qui Ra Re Ri Ro Ru Sa San Se Si So Su Ta Te To Tru Va Ve Vi Vil Ya Yu Za"
)
_SPANISH_MIDDLES = _w("- - ba bi ca ce cu da de di do ga go la le li lo ma me mi na ne ni no ra re ri ro sa se ta te ti to va ve")
_FRENCH_ENDS = _w("ard aud ault eau et ier in oir on ot our uel euil ois ain ert")
_ENGLISH_ENDS = _w("ley ton son man ford well wood ham worth by field er ing s ick land ard den")

COUNTRIES: dict[str, Country] = {
    "HTI": Country(
        0.62,
        (0.5, 0.38),
        (45_000, 22_000),
        0.45,
        0.08,
        0.05,
        _HAITIAN_HEADS,
        _HAITIAN_MIDDLES,
        _w(
            "bert card cé cin dé din dor don frard gène lien lin lus lien mé mond nard nel nier noit ral rin rol sier sin son taire tel "
            "tis tus ville vil vert zil zor us ias is ien eau aime ame art eur ime"
        ),
        {
            "F": _w(
                "la lande lène lie line lise lyne mène na nise nie ra rine rose sa sha sline ta tha thie vanise vie cia dia lande"
            ),
            "M": _w(
                "bens ckens der dy dson jean ker ky land lens ley ly mond my nel ner ns rol ry son sly ston vens vil vy wens bert"
            ),
        },
    ),
    "DOM": Country(
        0.26,
        (0.6, 0.5),
        (16_000, 9_000),
        0.4,
        0.02,
        0.7,
        _SPANISH_HEADS,
        _SPANISH_MIDDLES,
        _w("bo cio co dal der do dón llo llón lez les lla ma mo nez no ña ño quez ra rez ro rra rro sa so ta tes to vo yo za zo"),
        {
            "F": _w("bel cia da dia la lda len lia lis lisa ly ma na nda nia ra ris sa ta ty via ya"),
            "M": _w("berto cio do dín dy fo lin lio ly mir mo ndo nis no nso ny ro rys sé son to vin ury"),
        },
    ),
    "USA": Country(
        0.08,
        (0.12, 0.3),
        (14_000, 6_000),
        0.5,
        0.0,
        0.02,
        _w(
            "Al An Ash Bar Ber Black Brad Bur Car Chap Clay Cor Dal Den Dun East Ed El Far Fer Gil Gar Hal Har Hol Hud "
            "Kel Kin Lan Law Lin Mal Mar Mor Nor Os Par Pem Ray Red Ros Rus Sel Shel Stan Stur Tal Thor Wal War Wes "
            "Whit Wil Win"
        ),
        _w("- - - - be der e en er i ing la le lin o ter"),
        _ENGLISH_ENDS,
        {
            "F": _w("a ah anne beth ca da elle ey ia ie ina la lyn na ra sha tha"),
            "M": _w("an ard ben den drew er ey in is ke las mon nell son ton vin win"),
        },
    ),
    "FRA": Country(
        0.04,
        (0.1, 0.3),
        (14_000, 5_000),
        0.35,
        0.12,
        0.03,
        _w(
            "Al Au Bar Beau Ber Bou Bri Cha Char Che Cor Cou Da De Du Fa Fer Fon Ga Gau Ger Gi Gra Gui Ha Her Hu Ja "
            "Jou La Lam Le Lou Ma Mar Mi Mo Mou Na Pa Per Pi Poi Que Re Ri Ro Rou Sa Sau Se Si Ta Tho Ti Tru Va Ver Vi"
        ),
        _w("- - - be che da de di ga la le li lo ma mi na ne ni ra re ri ta te ti vi"),
        _FRENCH_ENDS,
        {
            "F": _w("ande ane elle ette eline ie ienne ine ise line one ène"),
            "M": _w("ain and ard bert ence èle ien ier in on ric ry s tien"),
        },
    ),
}
