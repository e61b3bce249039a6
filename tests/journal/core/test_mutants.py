"""Each small change to the merge and the folding is noticed: by histories of three nodes, held against an oracle of their own."""

import ast
import sys
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from lakay.journal.core import folding, merge

SWAPS: dict[type[Any], type[Any]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
}
NAMES = {
    "max": "min",
    "min": "max",
    "one": "two",
    "two": "one",
    "mine": "other",
    "other": "mine",
    "before": "new",
    "new": "before",
}
SAME = {"_join Constant 0", "join Name one -> two"}
"""Two that mean the same: numbers begin at 1, and two states of one record have one kind."""


def nodes(tree):
    """Everything that can be changed, by its place in the walk, in which function, and how."""
    for top in tree.body:
        if isinstance(top, ast.FunctionDef | ast.ClassDef):
            top.decorator_list, decorators = [], top.decorator_list  # how a class is made is not what it does
            found = list(ast.walk(top))
            top.decorator_list = decorators
            for node in found:
                for change in changes(node):
                    yield top.name, node, change


def changes(node):
    """The changes of one node: a word for it, and what does it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield f"{type(node.ops[0]).__name__}", lambda: node.ops.__setitem__(0, SWAPS[type(node.ops[0])]())
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPS:
        yield f"{type(node.op).__name__}", lambda: setattr(node, "op", SWAPS[type(node.op)]())
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        yield (
            f"Constant {node.value}",
            lambda: setattr(node, "value", not node.value if isinstance(node.value, bool) else node.value + 1),
        )
    if isinstance(node, ast.IfExp):
        yield "IfExp", lambda: node.__dict__.update(body=node.orelse, orelse=node.body)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        yield f"Name {node.id} -> {NAMES[node.id]}", lambda: setattr(node, "id", NAMES[node.id])


def mutants(module):
    """Every mutant of a module: its name, its place, and its tree."""
    source = Path(module.__file__).read_text()
    count = len(list(nodes(ast.parse(source))))
    for number in range(count):
        tree = ast.parse(source)
        where, node, (word, do) = list(nodes(tree))[number]
        do()
        yield f"{where} {word}", f"{where}:{node.lineno} {word}", ast.fix_missing_locations(tree)


def loaded(tree, name, **replaced):
    """A module made from a tree."""
    made = ModuleType(f"mutant_{name}")
    sys.modules[made.__name__] = made  # dataclasses look their module up
    exec(compile(tree, name, "exec"), made.__dict__)  # noqa: S102  (our own source)
    made.__dict__.update(replaced)
    return made


def histories():
    """Changes that three nodes can really have written, and what must come of them: (dot, hlc, values, seen)."""
    random = Random(7)
    for _ in range(60):
        yield history(random)


def history(random):
    known: dict[str, list[Any]] = {node: [] for node in "abc"}
    told: list[Any] = []
    for _ in range(random.randint(2, 9)):
        node, other = random.choice("abc"), random.choice("abc")
        if random.random() < 0.4:
            known[node] += [one for one in known[other] if one not in known[node]]
            continue
        mine = known[node]
        makes = not mine or random.random() < 0.1
        names = random.sample("xyz", random.randint(1, 2))
        seen = {} if makes else {"*": {}} | {name: of for name in names if (of := seen_by(mine, name, node))}
        seq = sum(dot[0] == node for dot, *_ in told) + 1
        one = ((node, seq), random.randint(1, 4), {name: random.randint(0, 9) for name in names}, seen)
        told.append(one)
        mine.append(one)
    return told


def seen_by(told, name, node):
    """The latest of each other node's writes of a field that are known or were seen by those who wrote them."""
    found: dict[str, int] = {}
    for dot, _hlc, values, seen in told:
        if name in values:
            for origin, seq in [dot, *seen.get(name, {}).items()]:
                if origin != node:
                    found[origin] = max(seq, found.get(origin, 0))
    return found


def expected(told):
    """Written another way: a write stands unless another's author had seen it; all that was seen is seen."""
    made = min(((hlc, *dot) for dot, hlc, _values, seen in told if "*" not in seen), default=None)
    fields = {}
    for name in "xyz":
        writes = [(dot, hlc, values[name], seen.get(name, {})) for dot, hlc, values, seen in told if name in values]
        if writes:
            gone = {w[0] for w in writes for v in writes if v[0] != w[0] and covers(v, w[0])}
            heads = sorted(((hlc, *dot, value) for dot, hlc, value, _ in writes if dot not in gone), reverse=True)
            fields[name] = (heads, {o: max(n for v in writes for n in [latest(v, o)]) for v in writes for o in [v[0][0], *v[3]]})
    return made, fields


def latest(write, origin):
    dot, _hlc, _value, seen = write
    return max(seen.get(origin, 0), dot[1] if dot[0] == origin else 0)


def covers(write, dot):
    return latest(write, dot[0]) >= dot[1]


def plain(state):
    fields = {
        name: ([(one.hlc, *one.dot, one.value) for one in found.heads], dict(found.seen)) for name, found in state.fields.items()
    }
    return state.made, fields


def holds(merging, fold):
    """Whether the two modules do what they must, over all histories."""
    random = Random(11)
    for told in histories():
        wanted = expected(told)
        for _ in range(3):
            order = [*told, *random.sample(told, random.randint(0, len(told)))]
            random.shuffle(order)
            cut = random.randint(0, len(order))
            parts = [fold.State("k"), fold.State("k"), fold.State("k")]
            for place, one in enumerate(order):
                parts[0] = fold.fold(parts[0], *one)
                parts[1 + (place >= cut)] = fold.fold(parts[1 + (place >= cut)], *one)
            states = [parts[0], fold.join(parts[1], parts[2]), fold.join(parts[2], parts[1]), fold.join(parts[0], parts[0])]
            if any(plain(state) != wanted for state in states) or not shown_well(merging, parts[0], wanted):
                return False
    return True


def shown_well(merging, state, wanted):
    for name, (heads, _seen) in wanted[1].items():
        if state.value(name) != heads[0][3]:
            return False
        if [(one.hlc, *one.dot, one.value) for one in state.fields[name].rivals] != heads[1:]:
            return False
    rivals = [(name, one) for name in sorted(wanted[1]) for one in wanted[1][name][0][1:]]
    said = [(name, (one.hlc, *one.dot, one.value)) for name, one in state.conflicts]
    return said == rivals and state.value("never") is None and merging.FieldState() == merging.NOTHING and state.kind == "k"


def test_the_modules_themselves_hold():
    assert holds(merge, folding)


@pytest.mark.parametrize("module", [merge, folding], ids=["merge", "folding"])
def test_every_mutant_is_found(module):
    alive, count = [], 0
    for name, place, tree in mutants(module):
        count += 1
        try:
            made = loaded(tree, module.__name__)
            if module is merge:
                rest = loaded(ast.parse(Path(folding.__file__).read_text()), "the rest", **vars_of(made))
                found = not holds(made, rest)
            else:
                found = not holds(merge, made)
        except Exception:  # noqa: BLE001  (a mutant that breaks is found)
            found = True
        if not found and name not in SAME:
            alive.append(place)
    assert alive == []
    assert count >= 20


def vars_of(made):
    return {name: getattr(made, name) for name in ("FieldState", "Write", "merge", "written")}
