"""Greetings, thanks, goodbyes and questions about the bot itself, in Vietnamese, typed with marks or not, and English.

What is left of a question without its courtesies is what is searched; where nothing is left, it was small talk.
"""

import re
import uuid
from collections.abc import Sequence
from typing import Literal

from bot.answer import Asked, Searched, SmallTalk
from bot.wording.wording import wording
from corpus.language.detect import Language
from corpus.text.letters import fold
from index.question.filters import Filters
from index.question.topic import cleaned
from index.question.wishes import Wanted

Talk = Literal["greeting", "thanks", "goodbye", "about"]

_YOU = r"(?:cac |moi )?(?:ban|anh|chi|em|ad|admin|bot|chatbot|tro ly(?: ao)?|hoi dap|hoidap|moi nguoi|quy co quan|anh chi|co|chu|bac|ong|ba)"
_KIND = r"(?: (?:a|oi|nhe|nha|nhi|day|voi|roi|ca|that|do|minh|em))*"
_VIETNAMESE: dict[Talk, str] = {
    "greeting": rf"(?:(?:xin )?(?:kinh )?chao(?: buoi (?:sang|trua|chieu|toi))?(?: {_YOU}(?: {_YOU})?)?{_KIND}|a ?lo|da chao|{_YOU} oi|cho (?:toi|minh|em) hoi{_KIND})",
    "thanks": rf"(?:(?:da )?(?:xin |rat |chan thanh |minh |em |toi )*cam on(?: (?:rat )?nhieu| lam)?(?: {_YOU})?(?: (?:rat )?nhieu| lam)?{_KIND}"
    r"|(?:da )?(?:vang|ok|okay|oke|duoc roi|tot lam|hay qua|tuyet voi|tuyet)(?: a)?)",
    "goodbye": rf"(?:tam biet(?: {_YOU})?{_KIND}|hen gap lai(?: {_YOU})?{_KIND}|bai bai|bye bye)",
    "about": rf"(?:(?:{_YOU}|day|he thong(?: nay)?) la (?:ai|gi|cai gi|bot gi|he thong gi)(?: vay| the)?{_KIND}|{_YOU} ten (?:la )?gi{_KIND}"
    rf"|(?:{_YOU}|he thong(?: nay)?) (?:co the )?(?:biet |giup )?(?:lam|giup|tra loi|ho tro)(?: duoc)?(?: cho)?(?: toi| minh| em)?(?: duoc)?(?: (?:nhung|viec|cau hoi))*"
    rf" gi(?: duoc)?(?: cho (?:toi|minh|em))?{_KIND}|(?:huong dan(?: su dung)?|tro giup|giup(?: toi| minh| em)?(?: voi)?|cach (?:su dung|dung|hoi)|hoi nhu the nao"
    rf"|(?:toi|minh|em) (?:co the |nen )?hoi (?:duoc )?(?:nhung )?gi){_KIND})",
}
_ENGLISH: dict[Talk, str] = {
    "greeting": r"(?:(?:hi|hello|hey|hiya|greetings)(?: (?:there|everyone|all|bot|again))*|good (?:morning|afternoon|evening|day)|how are you(?: doing)?(?: today)?)",
    "thanks": r"(?:(?:many )?(?:thanks|thank you|thx|ty|cheers)(?: (?:a lot|so much|very much|you|again|bot))*|(?:great|perfect|very good|well done))",
    "goodbye": r"(?:(?:good)? ?bye(?: bye)?(?: now)?|see you(?: later| soon)?|have a (?:nice|good) day)",
    "about": r"(?:who|what) are you|what(?: else)? (?:can|do) you (?:do|answer|know)(?: for me)?|what can i ask(?: you)?|how (?:do(?:es)? (?:you|this|it) work|can you help(?: me)?)"
    r"|(?:please )?help(?: me)?|what is this|how (?:do|can) i use (?:this|you)",
}
_KINDS: list[tuple[Talk, Language, re.Pattern[str]]] = [
    *((talk, "vi", re.compile(pattern)) for talk, pattern in _VIETNAMESE.items()),
    *((talk, "en", re.compile(pattern)) for talk, pattern in _ENGLISH.items()),
]
_END = r"(?=[\s,.!:;–—-]|$)[\s,.!:;–—-]*"
_FIRM = r"\s*(?:[,.!:;–—]|-\s|\n|$)[\s,.!:;–—-]*"
_COURTESY = [
    re.compile(pattern)
    for pattern in (
        # Somebody is greeted, or a stop follows: "chào mừng …" and "cảm ơn …" open questions too.
        rf"(?:xin |kinh )+chao(?: buoi (?:sang|trua|chieu|toi))?(?: {_YOU}(?: {_YOU})?)?{_KIND}{_END}",
        rf"chao(?: buoi (?:sang|trua|chieu|toi))? {_YOU}{_KIND}{_END}",
        rf"(?:{'|'.join(_VIETNAMESE[talk] for talk in ('greeting', 'thanks'))}){_FIRM}",
        rf"(?:{'|'.join(_ENGLISH[talk] for talk in ('greeting', 'thanks'))}){_FIRM}",
        rf"(?:hi|hello|hey) (?:there|bot|everyone){_END}",
        rf"(?:da|vang|da vang|thua(?: {_YOU})?|{_YOU} oi|a ?lo){_FIRM}",
        rf"(?:da |vang )?(?:(?:ban |anh |chi |em )?(?:lam on |vui long )?cho (?:(?:toi|minh|em|tui|hoi) )?(?:xin )?(?:duoc )?hoi|xin (?:duoc )?hoi|(?:toi|minh|em) (?:muon|xin) hoi)(?: (?:la|rang|ve viec nay))?{_END}",
        r"(?:can|could|may) (?:you (?:please )?tell me|i ask(?: you)?)[\s,:]+(?=(?:who|what|when|where|why|how|which)\b)",
    )
]
_AFTER = re.compile(
    rf"(?:[\s,.!?;–—-]+(?:(?:xin |rat |em |toi )*cam on(?: (?:rat )?nhieu)?(?: {_YOU})?(?: (?:rat )?nhieu)?{_KIND}|thanks(?: a lot)?|thank you(?: very much)?|please))+[\s.!]*$"
)
_WORDS = re.compile(r"[^\W_]+")


def small_talk_in(question: str) -> tuple[Talk, Language] | None:
    """What kind of small talk the question is, and in which language; None for anything else.

    Of "Xin chào, bạn là ai?" the last counts.
    """
    return _kind(cleaned(question)) or _kind(without_courtesy(question))


def without_courtesy(question: str) -> str:
    """The question, as `cleaned`, without greeting, thanks and "may I ask" around it; all of it where nothing is left."""
    text = cleaned(question)
    folded, start = fold(text), 0
    while match := _courtesy(folded, start):
        start = match.end()
    after = _AFTER.search(folded, start)
    rest = text[start : after.start() if after else None].strip()
    if not _WORDS.search(rest):
        return text
    tail = "?" if after and "?" in after[0] else ""
    return (rest[:1].upper() + rest[1:] if start else rest) + tail


def _courtesy(folded: str, start: int) -> re.Match[str] | None:
    found = (each.match(folded, start) for each in _COURTESY)
    return next((match for match in found if match and match[0]), None)


def _kind(text: str) -> tuple[Talk, Language] | None:
    """Small talk of which one or several pieces, divided by stops or not, make the whole text."""
    words = " ".join(_WORDS.findall(fold(text)))
    found: tuple[Talk, Language] | None = None
    while words:
        piece = max(
            ((match.end(), talk, language) for talk, language, each in _KINDS if (match := _whole(each, words))),
            default=None,
        )
        if piece is None:
            return None
        found = (piece[1], piece[2])
        words = words[piece[0] :].strip()
    return found


def _whole(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """A match at the start that ends with a word."""
    match = pattern.match(words)
    return match if match and match.end() and words[match.end() : match.end() + 1] in ("", " ") else None


def small_talk_reply(
    question: str, talk: Talk, language: Language, filters: Filters, reports: int, examples: Sequence[str]
) -> SmallTalk:
    """The reply; nothing was searched. `reports` counts those at hand, `examples` are offered to who greets or asks."""
    words = wording(language)
    said = {"greeting": words.greeting, "thanks": words.thanks, "goodbye": words.goodbye, "about": words.about}[talk]
    offered = tuple(examples) if talk in ("greeting", "about") else ()
    reply = said.format(reports=reports)
    asked = Asked(
        id=uuid.uuid4().hex,
        question=question,
        searched_as="",
        language=language,
        explicit=filters,
        inferred=Wanted(),
        expansions=(),
        searched=Searched(0, 0),
        confidence=0.0,
    )
    return SmallTalk(asked, f"{reply} {words.try_asking}" if offered else reply, offered)
