"""Render `sources/*.md` into the twelve sample reports of `corpus/samples/`.

    python -m tests.samples.build

The files come out the same each time, so a change in `git diff` is a change of content.
"""

from collections.abc import Callable
from pathlib import Path

from .markup import Source, read_source
from .pages import pdf
from .plain import txt
from .scan import scanned_pdf
from .web import html, news
from .word import docx

SOURCES = Path(__file__).parent / "sources"
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"

RENDERERS: dict[str, tuple[str, Callable[[Source], bytes]]] = {
    "docx": (".docx", docx),
    "html": (".html", html),
    "news": (".html", news),
    "pdf": (".pdf", pdf),
    "scan": (".pdf", scanned_pdf),
    "txt": (".txt", txt),
}


def build(path: Path, folder: Path) -> Path:
    """Render one source into `folder`; returns the file written."""
    source = read_source(path)
    suffix, render = RENDERERS[source.fields["format"]]
    target = folder / (source.name + suffix)
    target.write_bytes(render(source))
    return target


def main() -> None:
    """Render every source, printing what was written."""
    SAMPLES.mkdir(exist_ok=True)
    for path in sorted(SOURCES.glob("*.md")):
        target = build(path, SAMPLES)
        print(f"{target.stat().st_size:>9,} bytes  {target.name}")


if __name__ == "__main__":
    main()
