from tests.corpus.word.word_files import p, r, read_word, texts

SEPARATORS = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
FOOTNOTES = SEPARATORS + "".join(
    f'<w:footnote w:id="{name}">{p(f"<w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r>")}</w:footnote>'
    for name, text in ((4, "Chú thích một."), (9, "Chú thích hai."))
)
BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def reference(name: int, own: str = "") -> str:
    follows = ' w:customMarkFollows="1"' if own else ""
    return f'<w:r><w:footnoteReference w:id="{name}"{follows}/><w:t>{own}</w:t></w:r>'


def noted(first: int = 4, second: int = 9, between: str = "") -> str:
    return p(r("900 hồ sơ") + reference(first)) + p(between + r("800 văn bản") + reference(second))


def test_footnotes_have_the_numbers_they_are_printed_with() -> None:
    assert texts(noted(), footnotes=FOOTNOTES) == [
        "900 hồ sơ [1]", "800 văn bản [2]", "[1] Chú thích một.", "[2] Chú thích hai.",
    ]  # fmt: skip


def test_a_tab_behind_the_mark_of_a_note_is_a_space() -> None:
    notes = FOOTNOTES.replace("<w:footnoteRef/></w:r>", "<w:footnoteRef/><w:tab/></w:r>")
    assert texts(noted(), footnotes=notes)[2:] == ["[1] Chú thích một.", "[2] Chú thích hai."]


def test_formats_and_first_numbers_of_sections_and_settings() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
    assert texts(noted(), footnotes=FOOTNOTES, settings=settings)[0] == "900 hồ sơ [a]"
    section = '<w:sectPr><w:footnotePr><w:numStart w:val="5"/></w:footnotePr></w:sectPr>'
    assert texts(noted() + section, footnotes=FOOTNOTES)[:2] == ["900 hồ sơ [5]", "800 văn bản [6]"]


def test_numbers_that_each_page_begins_anew_are_known_where_pages_are() -> None:
    settings = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    assert texts(noted(), footnotes=FOOTNOTES, settings=settings)[0] == "900 hồ sơ"
    paged = read_word(noted(between=BREAK), footnotes=FOOTNOTES, settings=settings)
    assert [(each.text, each.page) for each in paged.paragraphs] == [
        ("900 hồ sơ [1]", 1), ("[1] Chú thích một.", 1), ("800 văn bản [1]", 2), ("[1] Chú thích hai.", 2),
    ]  # fmt: skip


def test_a_mark_of_its_own_is_typed_and_not_counted() -> None:
    body = p(r("900 hồ sơ") + reference(4, "*")) + p(r("800 văn bản") + reference(9))
    assert texts(body, footnotes=FOOTNOTES)[:3] == ["900 hồ sơ*", "800 văn bản [1]", "Chú thích một."]


def test_endnotes_stand_at_the_end_in_roman_numbers() -> None:
    endnotes = f'<w:endnote w:id="4">{p("Nguồn số liệu.")}</w:endnote>'
    body = p(r("900 hồ sơ") + '<w:r><w:endnoteReference w:id="4"/></w:r>') + p("Hết.")
    assert texts(body, endnotes=endnotes) == ["900 hồ sơ [i]", "Hết.", "[i] Nguồn số liệu."]


def test_a_note_of_the_page_before_stands_before_the_paragraph_that_turns() -> None:
    body = p(r("900 hồ sơ") + reference(4) + BREAK + r(" và 800 văn bản") + reference(9))
    read = read_word(body, footnotes=FOOTNOTES).paragraphs
    assert [each.text for each in read] == [
        "[1] Chú thích một.",
        "900 hồ sơ [1] và 800 văn bản [2]",
        "[2] Chú thích hai.",
    ]


def test_a_note_stands_on_the_page_before_a_paragraph_that_begins_one() -> None:
    body = p(r("900 hồ sơ") + reference(4)) + p(BREAK + r("Hết."), "<w:pageBreakBefore/>")
    read = read_word(body, footnotes=FOOTNOTES).paragraphs
    assert [(each.text, each.page) for each in read] == [("900 hồ sơ [1]", 1), ("[1] Chú thích một.", 1), ("Hết.", 2)]
