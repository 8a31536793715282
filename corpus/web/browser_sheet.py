"""What browsers declare of the elements of HTML themselves, before any page does (HTML standard, 15.3)."""

_NEVER_SHOWN = """script style template noscript datalist title param area track select button textarea iframe frame noframes
    object embed audio video canvas svg dialog annotation annotation-xml""".split()  # noqa: SIM905  as words, it can be read
"""What browsers do not draw as text of the page: machinery, and controls with what is typed into them."""
_BLOCKS = """html body p div section article main header footer aside nav hgroup search address center blockquote pre
    listing xmp plaintext dl dt dd figure figcaption form fieldset legend details summary optgroup option hr h1 h2
    h3 h4 h5 h6 table caption thead tbody tfoot tr td th frameset""".split()  # noqa: SIM905  as words, it can be read
BROWSER: dict[str, dict[str, str]] = (
    {tag: {"display": "none"} for tag in _NEVER_SHOWN}
    | {tag: {"display": "block"} for tag in _BLOCKS}
    | {tag: {"display": "block", "white-space": "pre"} for tag in ("pre", "listing", "xmp", "plaintext")}
    | {tag: {"font-weight": "bold"} for tag in ("b", "strong")}
    | {tag: {"text-decoration-line": "line-through"} for tag in ("s", "strike", "del")}
    | {"li": {"display": "list-item"}, "ol": {"display": "block", "list-style-type": "decimal"}}
    | {tag: {"display": "block", "list-style-type": "disc"} for tag in ("ul", "menu", "dir")}
    | {"sup": {"vertical-align": "super"}, "sub": {"vertical-align": "sub"}}
    | {"rt": {"display": "ruby-text"}}
)
"""Properties and values, by tag."""
