"""Write generated pages and the truth about them: ``python -m benchmarks.generator --help``."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.generator.foreign import usable
from benchmarks.generator.inventing import Item
from benchmarks.generator.pages import make_pages
from benchmarks.generator.records import read_records, works

_MOST_WORKS = 200_000


def main() -> None:
    """Write ``DIR/pages/page-NNNNN.txt`` and ``DIR/gold.jsonl``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=__doc__)
    parser.add_argument("--articles", type=int, default=20, help="pages (default 20)")
    parser.add_argument("--citations", type=int, default=100, help="citations a page (default 100)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same pages (default 1)")
    parser.add_argument("--noise", type=float, default=0.0, help="from 0, as published, to 1, badly captured")
    parser.add_argument("--layout", choices=("author_date", "bibliography"), help="one layout only (default: both)")
    parser.add_argument("--records", type=Path, help="CSL-JSON items to cite instead of our own")
    parser.add_argument("--output", type=Path, required=True, help="folder to write to")
    chosen = parser.parse_args()
    count = min(chosen.articles * chosen.citations, _MOST_WORKS)
    items = _foreign(chosen.records) if chosen.records else works(max(count, 1), chosen.seed)
    folder = chosen.output / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    pages = make_pages(items, chosen.articles, chosen.citations, chosen.seed, chosen.noise, layout=chosen.layout)
    with (chosen.output / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for page in pages:
            (folder / page.name).write_text(page.text, encoding="utf-8", newline="\n")
            gold.write(json.dumps(page.truth, ensure_ascii=False) + "\n")


def _foreign(path: Path) -> list[Item]:
    """Return the usable records of a file; what was mended and left out is said on standard error."""
    kept, mended, left_out = usable(read_records(path))
    for verb, counts in (("mended", mended), ("left out", left_out)):
        for rule, number in counts.most_common():
            print(f"{number:>6} {verb}: {rule}", file=sys.stderr)
    print(f"{len(kept):>6} records used", file=sys.stderr)
    if not kept:
        sys.exit(f"{path}: none of its records can be printed")
    return list(kept)


if __name__ == "__main__":
    main()
