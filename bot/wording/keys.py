"""What a text of the wording is asked for by, where it is one of several of a kind."""

from typing import Literal, get_args

IdentityFact = Literal["signer", "issued", "agency", "effective", "subject", "number"]
"""What a document states of itself in its form."""

BriefingTopic = Literal["identity", "figures", "deadlines", "tasks"]
"""What a briefing tells of a document."""

Fate = Literal["firm", "tentative", "declined", "disliked"]
"""How a question fared: answered surely, or by passages that may answer; not answered; or, beside one of these, judged not good enough."""

FaultKind = Literal[
    "marker", "number", "date", "document_number", "name", "negation", "aspect", "year", "meaning", "link"
]
"""What in a sentence its citations may not carry."""

Reason = Literal["wrong_source", "wrong_figure", "outdated", "not_found", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)
"""What may be wrong with an answer, in the order in which the page offers them."""
