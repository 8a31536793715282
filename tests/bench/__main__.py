"""Run sections and write the page: `python -m tests.bench [SECTION …]`."""

import os
import sys
import time
from pathlib import Path

from tests.bench.bench import Bench, Section
from tests.bench.page import page
from tests.bench.sections import SECTIONS
from tests.bench.store import load, measured, save
from tests.measures.encoders import bundled

OUTPUT = Path("docs/figures.md")


def main() -> None:
    """Run the sections named, or all, in the page's order."""
    public = os.environ.get("HOIDAP_BENCH_DATA")
    if public is None:
        sys.exit("make bench needs HOIDAP_BENCH_DATA: the folder with the public evaluation data")
    unknown = set(sys.argv[1:]) - {section.name for section in SECTIONS}
    if unknown:
        sys.exit(
            f"there is no section {', '.join(sorted(unknown))}: they are {', '.join(each.name for each in SECTIONS)}"
        )
    bench = Bench(Path(public), Path(os.environ.get("HOIDAP_DATA", "hoidap-data")), bundled())
    for section in SECTIONS:
        if section.name in (sys.argv[1:] or [each.name for each in SECTIONS]):
            _run(section, bench)
    last = {section.name: what for section in SECTIONS if (what := load(bench.data, section.name))}
    before = OUTPUT.read_text(encoding="utf-8") if OUTPUT.is_file() else ""
    OUTPUT.write_text(page(SECTIONS, last, before), encoding="utf-8")
    print(f"wrote {OUTPUT}")


def _run(section: Section, bench: Bench) -> None:
    print(f"measuring: {section.title} …", flush=True)
    began = time.perf_counter()
    what = measured(section.measure(bench), bench.encoder.name, time.perf_counter() - began)
    save(bench.data, section.name, what)
    print("\n\n".join(table.markdown() for table in what.tables), flush=True)


if __name__ == "__main__":
    main()
