"""English names of Vietnamese agencies, as the Ministry of Foreign Affairs lists them (Thông tư 03/2009/TT-BNG) and as they are met."""

import re
from functools import lru_cache

from corpus.text.letters import fold
from index.glossary.word_files import translated_languages, translations


def _named(table: str) -> dict[str, tuple[str, ...]]:
    """The names in other languages of each entry of such a table."""
    names: dict[str, tuple[str, ...]] = {}
    for language in translated_languages():
        for vietnamese, foreign in translations(language).get("agencies", {}).get(table, {}).items():
            names[vietnamese] = (*names.get(vietnamese, ()), *foreign)
    return names


FIELDS = _named("fields")
"""Field of a sở or bộ to its English names."""
_NAME = re.compile(r"(so|bo)\s+(.+)")
_BY_FOLDED_FIELD = {fold(field): names for field, names in FIELDS.items()}
_BY_FOLDED_BODY = {fold(body): names for body, names in _named("bodies").items()}
_FOLDED_HEADS = {fold(head): names for head, names in _named("heads").items()}


@lru_cache(maxsize=4096)
def english_names(name: str) -> tuple[str, ...]:
    """English names, lower case, of the agency with this folded name without its locality; none for an unknown one."""
    if name in _BY_FOLDED_BODY:
        return _BY_FOLDED_BODY[name]
    match = _NAME.fullmatch(name)
    fields = _BY_FOLDED_FIELD.get(match[2], ()) if match else ()
    heads = _FOLDED_HEADS[match[1]] if match else ()
    return tuple(form for each in fields for head in heads for form in (f"{head} of {each}", f"{each} {head}"))


@lru_cache(maxsize=1)
def agencies_by_english_name() -> dict[str, str]:
    """Every English name of a known agency, lower case, to its folded Vietnamese name without locality."""
    bodies = {english: body for body, names in _BY_FOLDED_BODY.items() for english in names}
    fields = (f"{head} {field}" for head in _FOLDED_HEADS for field in _BY_FOLDED_FIELD)
    return bodies | {english: name for name in fields for english in english_names(name)}
