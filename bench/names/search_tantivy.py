"""tantivy's side of `bench.names.search`; runs with an interpreter that has tantivy and rapidfuzz, and prints one JSON object."""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

CANDIDATES, FIRST = 150, 10


def points(birth: int, other: int) -> float:
    """What agrees of two birth dates."""
    if not birth or not other:
        return 0.0
    year = 2.5 if birth // 10_000 == other // 10_000 else 0.0
    rest, asked = other % 10_000, birth % 10_000
    day = 5.0 if rest == asked and rest else 4.0 if rest and rest == asked % 100 * 100 + asked // 100 else 0.0
    return 4 * (year + day)


def main(folder: Path) -> dict[str, Any]:
    """Build the index, ask every question."""
    tantivy: Any = import_module("tantivy")  # only in the environment this script is for
    from rapidfuzz.fuzz import token_sort_ratio  # noqa: PLC0415

    started = time.process_time()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=True, tokenizer_name="three")
    builder.add_integer_field("birth", stored=True)
    builder.add_integer_field("key", stored=True)
    index = tantivy.Index(builder.build())
    index.register_tokenizer("three", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(3, 3, prefix_only=False)).build())
    writer = index.writer(200_000_000, 1)
    with (folder / "names.jsonl").open(encoding="utf-8") as lines:
        for key, line in enumerate(lines):
            name, birth = json.loads(line)
            writer.add_document(tantivy.Document(name=name, birth=birth, key=key))
    writer.commit()
    index.reload()
    built = time.process_time() - started
    searcher, answers = index.searcher(), []
    for text, birth in json.loads((folder / "questions.json").read_text(encoding="utf-8")):
        begun = time.thread_time_ns()
        plain = "".join(letter if letter.isalnum() else " " for letter in text)
        grams = {plain[at : at + 3] for at in range(len(plain) - 2)}
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "name", gram)) for gram in grams]
        hits = searcher.search(tantivy.Query.boolean_query(terms), CANDIDATES).hits
        ranked = []
        for _score, address in hits:
            found = searcher.doc(address)
            score = token_sort_ratio(plain, found["name"][0]) + points(birth, found["birth"][0])
            ranked.append((score, str(found["key"][0])))
        keys = [key for _score, key in sorted(ranked, reverse=True)[:FIRST]]
        answers.append((keys, (time.thread_time_ns() - begun) / 1e6))
    return {"built": built, "answers": answers}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
