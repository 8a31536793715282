"""The sentence of a passage that is nearest to a question: what a refusal shows of it, in its own words."""

from corpus.language.sentence import is_bare_heading, sentences
from corpus.text.letters import fold
from index.words import tokens


def nearest_sentence(passage: str, question: str) -> str:
    """The first of the sentences that share the most words with the question, `passage[start:end]`; headings only where there is nothing else."""
    asked = _words(question)
    told = [text for start, end in sentences(passage) if (text := passage[start:end]).strip()]
    best = max(told, key=lambda text: (not is_bare_heading(text), len(asked & _words(text))), default=passage)
    return best.strip()


def _words(text: str) -> set[str]:
    return {fold(token) for token in tokens(text)}
