"""Which words can be Vietnamese: a syllable is an onset, a rhyme and one tone, and every word is one syllable."""

import re
import unicodedata

from corpus.text.letters import fold

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]"
_RHYMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt
    uơ up ut uy uya uych uyên uyêt uynh uyt uyp uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu""".split()  # noqa: SIM905  as words, it can be read
)
_AFTER_GLIDE = frozenset(rhyme[1:] for rhyme in _RHYMES if rhyme.startswith(("u", "o")) and len(rhyme) > 1)
_BARE_RHYMES, _BARE_AFTER_GLIDE = (frozenset(map(fold, rhymes)) for rhymes in (_RHYMES, _AFTER_GLIDE))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_WORD = re.compile(rf"(?P<onset>{_ONSETS})?(?P<rhyme>[a-zăâêôơư]+)")


def is_syllable(word: str) -> bool:
    """Whether `word` is spelled as a Vietnamese syllable, in any case, the tone on any vowel ("hoà", "hòa")."""
    spelled = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in spelled if mark in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(mark for mark in spelled if mark not in _TONES))
    if tones and bare.endswith(_STOPPED) and tones[0] not in "\u0301\u0323":
        return False
    return _is_spelled(bare, _RHYMES, _AFTER_GLIDE)


def lacks_tone(word: str) -> bool:
    """Whether it is a syllable but for the tone without which none ends in c, ch, p or t: "đươc", "hoach"."""
    spelled = unicodedata.normalize("NFD", word.lower())
    return spelled.endswith(_STOPPED) and not any(mark in _TONES for mark in spelled) and is_syllable(word)


def is_bare_syllable(word: str) -> bool:
    """Whether `word` is a syllable as it is typed without its marks: "Dien" for "Điền"."""
    return _is_spelled(fold(word), _BARE_RHYMES, _BARE_AFTER_GLIDE)


def _is_spelled(word: str, rhymes: frozenset[str], after_glide: frozenset[str]) -> bool:
    match = _WORD.fullmatch(word)
    if match is None:
        return word in ("gi", "đ")
    onset, rhyme = match["onset"] or "", match["rhyme"]
    return rhyme in rhymes or (onset == "qu" and rhyme in after_glide) or (onset == "gi" and f"i{rhyme}" in rhymes)
