"""Learns anew what tells questions by the bundled encoder, from examples: their kinds, the fact of a document, and what is to be worked out.

python -m tests.fit.kinds
"""

from bot.classifying.fitted_model import DOCUMENT_FACTS, QUESTION_KINDS, digest, fitted
from bot.short.operation import OPERATIONS
from index.encoder.chosen import ChosenEncoder


def write_kinds() -> None:
    """By float32, which the back-ends of all machines come near to."""
    encoder = ChosenEncoder(back_end="float32")
    for taught in (QUESTION_KINDS, DOCUMENT_FACTS, OPERATIONS):
        fitted(encoder, taught).write(taught.stored, digest(encoder.name, taught))


if __name__ == "__main__":
    write_kinds()
