"""Who does what: the offices and people that a text names, and whether a claim gives an act to another of them than its source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.claims.alignment import Laid, Quoted
from bot.claims.layout import Word
from corpus.language.cues import Cues, whole_words
from corpus.text.letters import fold

_CUES = Cues(__file__)
_HEAD = whole_words(_CUES.words("heads"))
_SMALL = frozenset(_CUES.words("written_small"))
"""Heads that name somebody without a capital, too."""
_NO_AGENT, _OBJECT, _BY, _SUFFERS = (
    _CUES.pattern(name) for name in ("no_agent", "before_object", "before_agent", "suffers")
)
_ENDS = _CUES.syllables("ends")
_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_JOINED = re.compile(r"\s*(?:,|;|và|hoặc|and|or)?\s*(?:các\s+)?", re.IGNORECASE)
_SEGMENTS = tuple(
    map(re.compile, (r",\s|;\s|\n|[.]\s|\bvà (?:do )?(?=[A-ZĐ])|\bcòn\b", r";\s|\n|[.]\s", r"[.]\s|\n", r"\n"))
)
"""Within which the subject of an act is looked for: the smallest that names anybody."""
_REACH, _LABEL = 6, 40
"""Words from an agent to its act; characters of a label before its colon."""
_KEPT = 64
"""Quotes kept: the claims of one answer are laid to the same."""
_FEWEST = 2
"""Words that must speak for another agent."""


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent at `text[start:end]`, by its folded name."""

    name: str
    start: int
    end: int

    def is_same(self, other: "Agent") -> bool:
        """Whether one name begins with the other: "Ủy ban nhân dân" is short for that of the province."""
        return self.name.startswith(other.name) or other.name.startswith(self.name)


def acts_of_another(claim: str, quote: Quoted, words: Sequence[Laid], path: Sequence[int]) -> bool:
    """Whether more of the words said of an agent stand with another one in the quote than with the same."""
    ours, theirs = agents_in(claim), agents_in(quote.facts.text)
    same = other = 0
    for word, place in zip(words, path, strict=True):
        doer = None if word.is_fact or _within(ours, word.start) else _doer(claim, word, ours)
        if doer is None or not any(doer.is_same(each) for each in theirs):
            continue
        told = _doers_in_quote(quote, quote.words[place], theirs)
        if told:
            is_same = any(doer.is_same(each) for each in told)
            same, other = same + is_same, other + (not is_same)
    return other >= _FEWEST and other > same


@lru_cache(maxsize=_KEPT)
def agents_in(text: str) -> tuple[Agent, ...]:
    """Offices, bodies and people, by what such names begin with, in order."""
    found: list[Agent] = []
    for head in _HEAD.finditer(text):
        is_small = head[0][0].islower()
        if (found and head.start() < found[-1].end) or _NO_AGENT.match(text, head.start()):
            continue
        if not is_small or head[0] in _SMALL:
            end = _end_of(text, head, is_small=is_small)
            found.append(Agent(" ".join(fold(text[head.start() : end]).split()), head.start(), end))
    return tuple(found)


def _end_of(text: str, head: re.Match[str], *, is_small: bool) -> int:
    """Behind the words that belong to the name: capitals, and the two words that follow a common noun."""
    end, taken = head.end(), 0
    for token in _TOKEN.finditer(text, head.end()):
        word, gap = token[0], text[end : token.start()]
        if gap.strip(" -–&,") or ("," in gap and is_small):
            break
        is_joined = "," in gap or word.lower() == "và"
        if is_joined and not _goes_on(text, token, is_capital=not is_small and taken > 0):
            break
        is_next = word.lower() not in _ENDS and taken < (2 if is_small else 1)
        if not (is_joined or word[0].isupper() or is_next):
            break
        end, taken = token.end(), taken + 1
    return end


def _goes_on(text: str, token: re.Match[str], *, is_capital: bool) -> bool:
    """Whether a name goes on behind a comma or "và": "Văn hóa, Thể thao và Du lịch"."""
    following = _TOKEN.search(text, token.end()) if token[0].lower() == "và" else token
    return bool(is_capital and following and following[0][0].isupper() and not _HEAD.match(text, following.start()))


def _doer(claim: str, word: Laid, agents: Sequence[Agent]) -> Agent | None:
    """Who does it in the claim: named with "của" or "bởi" behind it, else the last one before it that is no object."""
    behind = _behind(claim, word.end, agents)
    if behind:
        return behind[0]
    before = _before(claim, word.start, _subjects(claim, agents))
    if not before or len(_TOKEN.findall(claim, before[-1].end, word.start)) > _REACH:
        return None
    return None if _SUFFERS.match(claim, before[-1].end) else before[-1]


def _doers_in_quote(quote: Quoted, word: Word, agents: Sequence[Agent]) -> list[Agent]:
    """Whoever may do it in the quote; in a table or list those beneath the label that the word stands in."""
    text = quote.facts.text
    labelled = _labelled(text, word, agents)
    if labelled or word.row >= 0 or _within(agents, word.start):
        return labelled
    return [*_before(text, word.start, _subjects(text, agents)), *_behind(text, word.end, agents)]


def _labelled(text: str, word: Word, agents: Sequence[Agent]) -> list[Agent]:
    end = next((match.start() for match in re.compile(r"[\n;]").finditer(text, word.end)), len(text))
    colon = text.find(":", word.end, end)
    if colon < 0 or colon - word.end > _LABEL:
        return []
    return [each for each in agents if colon < each.start < end]


def _before(text: str, place: int, agents: Sequence[Agent]) -> list[Agent]:
    """The agents before it in the smallest segment that has any, with those that are named together with them."""
    for pattern in _SEGMENTS:
        start = max((match.end() for match in pattern.finditer(text, 0, place)), default=0)
        found = [each for each in agents if start <= each.start and each.end <= place]
        if found:
            break
    while (
        found and (index := agents.index(found[0])) and _JOINED.fullmatch(text, agents[index - 1].end, found[0].start)
    ):
        found = [agents[index - 1], *found]
    return found


def _behind(text: str, place: int, agents: Sequence[Agent]) -> list[Agent]:
    return [
        each
        for each in agents
        if place <= each.start
        and _BY.search(text[max(0, each.start - 12) : each.start])
        and len(_TOKEN.findall(text, place, each.start)) <= _REACH
        and not re.search(r"[;.\n]", text[place : each.start])
    ]


def _subjects(text: str, agents: Sequence[Agent]) -> list[Agent]:
    return [each for each in agents if not _OBJECT.search(text[max(0, each.start - 16) : each.start])]


def _within(agents: Sequence[Agent], place: int) -> bool:
    return any(each.start <= place < each.end for each in agents)
