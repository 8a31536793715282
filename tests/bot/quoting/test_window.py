"""The stretch around a sentence holds it, whole sentences, and no more than is read at a glance."""

from hypothesis import given
from hypothesis import strategies as st

from bot.quoting.window import LONGEST, overlaps, window_of
from corpus.chunk import Chunk
from corpus.language.sentence import sentences
from index.search.hit import Evidence, Hit, ScoredSentence

EVIDENCE = Evidence(0.8, 0.8, 1.0, 0.5, 0.5, 0.4, 0.7)
TEXTS = st.lists(st.text("abc ", min_size=1, max_size=200).map(lambda text: f"A{text}z."), min_size=1, max_size=12)


@given(TEXTS, st.integers(0, 1_000), st.data())
def test_holds_its_sentence_and_whole_ones(lines: list[str], start: int, data: st.DataObject) -> None:
    text = "\n".join(lines)
    chunk = Chunk("r@0", "r", start, start + len(text), text, (1,), "", (), None)
    hit = Hit(chunk, 0.5, EVIDENCE, tuple(ScoredSentence(start + a, start + b, 0.5) for a, b in sentences(text)))
    place = data.draw(st.integers(0, len(hit.sentences) - 1))
    first, last = window_of(hit, place)
    sentence = hit.sentences[place]
    assert first <= sentence.start < sentence.end <= last
    assert first in {each.start for each in hit.sentences}
    assert last in {each.end for each in hit.sentences}
    assert last - first <= max(LONGEST, sentence.end - sentence.start)


def test_stretches_that_touch_do_not_overlap() -> None:
    assert overlaps((0, 5), [(4, 9)])
    assert not overlaps((0, 5), [(5, 9)])
