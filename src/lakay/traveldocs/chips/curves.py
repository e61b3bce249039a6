"""Elliptic curves written out in full, recognised by all of their numbers.

Doc 9303-12 §4.1.6 has states write the curve out instead of naming it. Whoever takes such a curve by its prime alone accepts one
with another base point, on which anyone can make a key that fits a state's public point (CVE-2020-0601). So p, a, b, the base point,
the order and the cofactor must all be those of the curve; only then is the name used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec

from lakay.traveldocs.chips.answers import Reason, Stop, unknown


@dataclass(frozen=True, slots=True)
class Domain:
    """The numbers of a curve y² = x³ + ax + b over the integers modulo p, with base point (x, y) of order n; the cofactor is 1."""

    p: int
    a: int
    b: int
    x: int
    y: int
    n: int


NAMED: Final[dict[str, type[ec.EllipticCurve]]] = {
    "secp192r1": ec.SECP192R1,
    "secp224r1": ec.SECP224R1,
    "secp256r1": ec.SECP256R1,
    "secp384r1": ec.SECP384R1,
    "secp521r1": ec.SECP521R1,
    "secp256k1": ec.SECP256K1,
    "brainpoolp256r1": ec.BrainpoolP256R1,
    "brainpoolp384r1": ec.BrainpoolP384R1,
    "brainpoolp512r1": ec.BrainpoolP512R1,
    "1.3.36.3.3.2.8.1.1.7": ec.BrainpoolP256R1,
    "1.3.36.3.3.2.8.1.1.11": ec.BrainpoolP384R1,
    "1.3.36.3.3.2.8.1.1.13": ec.BrainpoolP512R1,
}
"""The names under which the curves stand in keys that name them."""

_NUMBERS: Final = """
SECP192R1
    p fffffffffffffffffffffffffffffffeffffffffffffffff
    a fffffffffffffffffffffffffffffffefffffffffffffffc
    b 64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1
    x 188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012
    y 7192b95ffc8da78631011ed6b24cdd573f977a11e794811
    n ffffffffffffffffffffffff99def836146bc9b1b4d22831
SECP224R1
    p ffffffffffffffffffffffffffffffff000000000000000000000001
    a fffffffffffffffffffffffffffffffefffffffffffffffffffffffe
    b b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4
    x b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21
    y bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34
    n ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d
SECP256R1
    p ffffffff00000001000000000000000000000000ffffffffffffffffffffffff
    a ffffffff00000001000000000000000000000000fffffffffffffffffffffffc
    b 5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
    x 6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296
    y 4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5
    n ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
SECP384R1
    p fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff
    a fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc
    b b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef
    x aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7
    y 3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f
    n ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973
SECP521R1
    p 1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
    a 1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc
    b 51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00
    x c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66
    y 11839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650
    n 1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409
SECP256K1
    p fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f
    a 0
    b 7
    x 79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798
    y 483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8
    n fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141
BrainpoolP256R1
    p a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377
    a 7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9
    b 26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6
    x 8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262
    y 547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997
    n a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7
BrainpoolP384R1
    p 8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53
    a 7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826
    b 4a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11
    x 1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e
    y 8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315
    n 8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565
BrainpoolP512R1
    p aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3
    a 7830a3318b603b89e2327145ac234cc594cbdd8d3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94ca
    b 3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94cadc083e67984050b75ebae5dd2809bd638016f723
    x 81aee4bdd82ed9645a21322e9c4c6a9385ed9f70b5d916c1b43b62eef4d0098eff3b1f78e2d0d48d50d1687b93b97d5f7c6d5047406a5e688b352209bcb9f822
    y 7dde385d566332ecc0eabfa9cf7822fdf209f70024a57b1aa000c55b881f8111b2dcde494a5f485e5bca4bd88a2763aed1ca2b2fa8f0540678cd1e0f3ad80892
    n aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069
"""


_NOT_COMPUTED: Final = """
BrainpoolP256T1
    p a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377
    a a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5374
    b 662c61c430d84ea4fe66a7733d0b76b7bf93ebc4af2f49256ae58101fee92b04
    x a3e8eb3cc1cfe7b7732213b23a656149afa142c47aafbc2b79a191562e1305f4
    y 2d996c823439c56d7f7b22e14644417e69bcb6de39d027001dabe8f35b25c9be
    n a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7
BrainpoolP384T1
    p 8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53
    a 8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec50
    b 7f519eada7bda81bd826dba647910f8c4b9346ed8ccdc64e4b1abd11756dce1d2074aa263b88805ced70355a33b471ee
    x 18de98b02db9a306f2afcd7235f72a819b80ab12ebd653172476fecd462aabffc4ff191b946a5f54d8d0aa2f418808cc
    y 25ab056962d30651a114afd2755ad336747f93475b7a1fca3b88f2b6a208ccfe469408584dc2b2912675bf5b9e582928
    n 8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565
BrainpoolP512T1
    p aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3
    a aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f0
    b 7cbbbcf9441cfab76e1890e46884eae321f70c0bcb4981527897504bec3e36a62bcdfa2304976540f6450085f2dae145c22553b465763689180ea2571867423e
    x 640ece5c12788717b9c1ba06cbc2a6feba85842458c56dde9db1758d39c0313d82ba51735cdb3ea499aa77a7d6943a64f7a3f25fe26f06b51baa2696fa9035da
    y 5b534bd595f5af0fa2c892376c84ace1bb4e3019b71634c01131159cae03cee9d9932184beef216bd71df2dadf86a627306ecff96dbb8bace198b61e00f8b332
    n aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069
PRIME192V2
    p fffffffffffffffffffffffffffffffeffffffffffffffff
    a fffffffffffffffffffffffffffffffefffffffffffffffc
    b cc22d6dfb95c6b25e49c0d6364a4e5980c393aa21668d953
    x eea2bae7e1497842f2de7769cfe9c989c072ad696f48034a
    y 6574d11d69b6ec7a672bb82a083df2f2b0847de970b2de15
    n fffffffffffffffffffffffe5fb1a724dc80418648d8dd31
PRIME192V3
    p fffffffffffffffffffffffffffffffeffffffffffffffff
    a fffffffffffffffffffffffffffffffefffffffffffffffc
    b 22123dc2395a05caa7423daeccc94760a7d462256bd56916
    x 7d29778100c65a1da1783716588dce2b8b4aee8e228f1896
    y 38a90f22637337334b49dcb66a6dc8f9978aca7648a943b0
    n ffffffffffffffffffffffff7a62d031c83f4294f640ec13
"""


def _domains(text: str) -> dict[Domain, str]:
    found = {}
    for block in text.replace("\n    ", " ").strip().splitlines():
        name, *pairs = block.split()
        numbers = {label: int(value, 16) for label, value in zip(pairs[::2], pairs[1::2], strict=True)}
        found[Domain(**numbers)] = name
    return found


CURVES: Final[dict[Domain, type[ec.EllipticCurve]]] = {domain: getattr(ec, name) for domain, name in _domains(_NUMBERS).items()}
"""The curves that can be computed with, by their numbers (SEC 2 v2.0; RFC 5639 §3, as OpenSSL has them)."""

OTHERS: Final = _domains(_NOT_COMPUTED)
"""Curves with the prime of one of these that are in good faith something else, and cannot be computed with."""

PRIMES: Final = frozenset(domain.p for domain in CURVES)


def named(parameters: Any) -> ec.EllipticCurve:
    """The curve of a key's parameters (asn1crypto `ECDomainParameters`).

    Raises Stop: `altered_curve` (forged) where only some numbers are those of a known curve, `unknown_curve` (cannot be checked)
    for one that cannot be computed with here, such as brainpoolP224r1.
    """
    if parameters.name == "named":
        name = str(parameters.chosen.native)
        if name not in NAMED:
            raise unknown(Reason.UNKNOWN_CURVE, name)
        return NAMED[name]()
    if parameters.name != "specified":
        raise unknown(Reason.UNKNOWN_CURVE, parameters.name)
    return _recognised(parameters.chosen)


def _recognised(written: Any) -> ec.EllipticCurve:
    if written["field_id"]["field_type"].native != "prime_field":
        raise unknown(Reason.UNKNOWN_CURVE, "binary field")
    domain = _domain(written)
    if domain.p not in PRIMES or domain in OTHERS:
        raise unknown(Reason.UNKNOWN_CURVE, OTHERS.get(domain, f"{domain.p.bit_length()} bit"))
    cofactor = written["cofactor"].native
    if domain not in CURVES or cofactor not in {None, 1}:
        raise Stop(Reason.ALTERED_CURVE)
    return CURVES[domain]()


def _domain(written: Any) -> Domain:
    """The numbers as written. A base point in short form is taken if it is the one half that it can be."""
    p = int(written["field_id"]["parameters"].native)
    a, b = (int.from_bytes(bytes(written["curve"][name]), "big") for name in ("a", "b"))
    x, y = _point(bytes(written["base"]), p)
    if y is None:
        y = next(
            (known.y for known in CURVES if known.p == p and known.x == x and known.y & 1 == bytes(written["base"])[0] & 1), 0
        )
    return Domain(p, a, b, x, y, int(written["order"].native))


def _point(octets: bytes, p: int) -> tuple[int, int | None]:
    """The coordinates of a point (SEC 1 §2.3.4); without the second one in short form. Raises Stop."""
    size = (p.bit_length() + 7) // 8
    if octets[:1] == b"\x04" and len(octets) == 1 + 2 * size:
        return int.from_bytes(octets[1 : 1 + size], "big"), int.from_bytes(octets[1 + size :], "big")
    if octets[:1] in {b"\x02", b"\x03"} and len(octets) == 1 + size:
        return int.from_bytes(octets[1:], "big"), None
    raise Stop(Reason.ALTERED_CURVE)
