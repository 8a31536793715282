import pytest

from corpus.formats.numbering import spelled
from tests.corpus.word.word_files import p, texts


def level(number: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    first = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{number}">{first}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def instance(name: int, of: int, change: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{change}</w:num>'


def item(list_id: int, at: int = 0, text: str = "x") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


def marks(numbering: str, *items: str, styles: str = "") -> list[str]:
    return [text.removesuffix(" x") for text in texts("".join(items), styles, numbering=numbering)]


TWO = (level(0, "%1."), level(1, "%1.%2."))


def test_lists_of_one_definition_are_counted_together() -> None:
    numbering = definition(0, *TWO) + instance(1, 0) + instance(2, 0)
    assert marks(numbering, item(1), item(1), p("giữa"), item(2)) == ["1.", "2.", "giữa", "3."]


def test_a_list_restarts_once_where_it_says_so() -> None:
    change = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbering = definition(0, *TWO) + instance(1, 0) + instance(2, 0, change)
    assert marks(numbering, item(1), item(2), item(2), item(1), item(2)) == ["1.", "7.", "8.", "9.", "10."]


def test_a_list_may_write_a_level_anew() -> None:
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    assert marks(definition(0, *TWO) + instance(1, 0, change), item(1), item(1, 1)) == ["a)", "a.1."]


def test_inner_levels_begin_anew_unless_they_go_on() -> None:
    assert marks(definition(0, *TWO) + instance(1, 0), item(1), item(1, 1), item(1), item(1, 1)) == [
        "1.",
        "1.1.",
        "2.",
        "2.1.",
    ]
    going_on = (level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    assert marks(definition(0, *going_on) + instance(1, 0), item(1), item(1, 1), item(1), item(1, 1))[-1] == "2)"


def test_legal_levels_write_decimals_alone() -> None:
    legal = (level(0, "%1.", "upperRoman"), level(1, "%1.%2.", more="<w:isLgl/>"))
    assert marks(definition(0, *legal) + instance(1, 0), item(1), item(1, 1)) == ["I.", "1.1."]


def test_levels_bound_to_styles() -> None:
    def style(name: str) -> str:
        number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{number}</w:style>'

    bound = (
        level(0, "%1.", "upperRoman", '<w:pStyle w:val="Part"/>'),
        level(1, "%2.", more='<w:pStyle w:val="Item"/>'),
    )
    based = '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Item"/></w:style>'
    paragraphs = [p("x", f'<w:pStyle w:val="{name}"/>') for name in ("Part", "Item", "Own", "Part", "Item")]
    read = marks(definition(0, *bound) + instance(1, 0), *paragraphs, styles=style("Part") + style("Item") + based)
    assert read == ["I.", "1.", "2.", "II.", "1."]


def test_a_definition_may_be_that_of_a_numbering_style() -> None:
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
    style = '<w:style w:type="numbering" w:styleId="Outline"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = definition(0, level(0, "Điều %1.")) + linked + instance(1, 0) + instance(2, 1)
    assert marks(numbering, item(2), item(2), styles=style) == ["Điều 1.", "Điều 2."]


def test_list_0_and_formats_that_are_not_known_print_nothing() -> None:
    numbering = definition(0, level(0, "%1.", "cardinalText")) + instance(1, 0)
    assert marks(numbering, item(0), item(1)) == ["x", "x"]


def test_what_stands_between_number_and_text() -> None:
    numbering = definition(0, level(0, "Số %1: ", more='<w:suff w:val="nothing"/>')) + instance(1, 0)
    assert texts(item(1, text="a"), numbering=numbering) == ["Số 1: a"]


def test_ticked_bullets_keep_their_sign() -> None:
    bullets = (level(0, "☒", "bullet"), level(1, "\uf0b7", "bullet"))
    assert texts(item(1, text="a") + item(1, 1, text="b"), numbering=definition(0, *bullets) + instance(1, 0)) == [
        "☒ a",
        "- b",
    ]


@pytest.mark.parametrize(
    ("count", "number_format", "written"),
    [(49, "lowerRoman", "xlix"), (1999, "upperRoman", "MCMXCIX"), (28, "lowerLetter", "bb"), (7, "decimalZero", "07"),
     (5, "chicago", "**"), (7, "001", "007"), (3, "decimalEnclosedCircle", "③"), (3, "hebrew1", "")],
)  # fmt: skip
def test_spelled(count: int, number_format: str, written: str) -> None:
    assert spelled(count, number_format) == written
