"""Render a sample as HTML: the plain export of an office suite, or a newspaper's page with all that surrounds an article."""

from html import escape

from .markup import MOTTO, NATION, Block, Source

EXPORT = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ font-family: "Times New Roman", serif; font-size: 14pt; }} td {{ padding: 2pt 4pt; }}</style>
</head>
<body>
{body}
</body>
</html>
"""

NEWS = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title} - {site}</title>
<meta name="author" content="{author}">
</head>
<body>
<header>
<p class="site">{site}</p>
<p class="tagline">{tagline}</p>
<nav><ul>
{menu}
</ul></nav>
</header>
<main>
<article>
<p class="section">{section}</p>
<h1>{title}</h1>
<p class="date"><time>{date}</time></p>
{body}
<p class="author">{author}</p>
</article>
<aside>
<h3>Tin liên quan</h3>
<ul>
{related}
</ul>
</aside>
</main>
<footer><p>{footer}</p></footer>
</body>
</html>
"""


def html(source: Source) -> bytes:
    """The sample as an office suite would export it."""
    blocks = [_office_block(block) for block in source.blocks]
    body = "\n".join([_letterhead(source), _title(source), *blocks, _signature(source)])
    return EXPORT.format(title=escape(source.fields["title"]), body=body).encode()


def news(source: Source) -> bytes:
    """The sample as a page of an online newspaper."""
    fields = {key: escape(value, quote=False) for key, value in source.fields.items()}
    fields |= {key: _items(source.lines(key)) for key in ("menu", "related")}
    return NEWS.format(body="\n".join(map(_news_block, source.blocks)), **fields).encode()


def _office_block(block: Block) -> str:
    text = escape(block.text, quote=False)
    match block.kind:
        case "table":
            return _table(block)
        case "h1" | "h2":
            return f"<p><b>{text}</b></p>"
        case "centre":
            return f'<p align="center"><b>{text}</b></p>'
        case "item":
            return f'<p align="justify">- {text}</p>'
        case _:
            return f'<p align="justify">{text}</p>'


def _news_block(block: Block) -> str:
    text = escape(block.text, quote=False)
    match block.kind:
        case "h2":
            return f"<h2>{text}</h2>"
        case "italic":
            return f'<p class="lead"><strong>{text}</strong></p>'
        case _:
            return f"<p>{text}</p>"


def _letterhead(source: Source) -> str:
    left = [*source.lines("parent"), *(f"<b>{line}</b>" for line in source.lines("agency")), "_______", source.number]
    right = [f"<b>{NATION}</b>", f"<b>{MOTTO}</b>", "_______________", f"<i>{source.place_and_date}</i>"]
    return _two_cells(left, right, "center")


def _title(source: Source) -> str:
    kind, title = (escape(source.fields[key], quote=False) for key in ("kind", "title"))
    return f'<p align="center"><b>{kind}</b></p>\n<p align="center"><b>{title}</b></p>'


def _signature(source: Source) -> str:
    *posts, name = source.lines("sign")
    left = ["<b><i>Nơi nhận:</i></b>", *(escape(line, quote=False) for line in source.recipients)]
    return _two_cells(left, [*(f"<b>{post}</b>" for post in posts), "", "", f"<b>{name}</b>"], "left")


def _two_cells(left: list[str], right: list[str], align: str) -> str:
    cells = f'<td width="45%" align="{align}" valign="top">{"<br>".join(left)}</td>\n<td align="center" valign="top">{"<br>".join(right)}</td>'
    return f'<table width="100%" border="0"><tr>\n{cells}\n</tr></table>'


def _table(block: Block) -> str:
    head, *rows = block.rows
    lines = [_row(head, "th"), *(_row(row, "td") for row in rows)]
    return '<table border="1" cellspacing="0">\n' + "\n".join(lines) + "\n</table>"


def _row(row: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in row) + "</tr>"


def _items(lines: list[str]) -> str:
    return "\n".join(f'<li><a href="#">{escape(line, quote=False)}</a></li>' for line in lines)
