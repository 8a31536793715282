"""How high an agency stands: only who issued a document, or stands above, may put it out of force.

Article 12 of the law on the promulgation of legal documents (2015): a document is amended, replaced or repealed only by one
of the body that issued it, or suspended or repealed by one of a body above.
"""

from corpus.language.cues import Cues

_CUES = Cues(__file__, folded=True)
_CENTRAL, _LOCAL = _CUES.pattern("central"), _CUES.pattern("local", behind=r"\b")
_PROVINCIAL = _CUES.pattern("provincial", behind=rf"(?!.*\b{_CUES.expression('district')}\b)")
_COMMUNE = _CUES.whole("commune")


def agency_rank(agency: str) -> int:
    """Of a folded name: 4 central, 3 provincial, 2 a department or a district, 1 a commune, 0 where none is named."""
    if not agency:
        return 0
    if _CENTRAL.match(agency):
        return 4
    if _PROVINCIAL.match(agency):
        return 3
    return 1 if _LOCAL.match(agency) and _COMMUNE.search(agency) else 2
