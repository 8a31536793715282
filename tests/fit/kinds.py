"""Learns anew, from the examples of `bot/classifying/examples`, what tells the kinds of questions by the bundled encoder: `python -m tests.fit.kinds`."""

from bot.classifying.fitted_model import STORED, digest, fitted
from index.encoder.chosen import ChosenEncoder


def write_kinds() -> None:
    """By float32, which the back-ends of all machines come near to."""
    encoder = ChosenEncoder(back_end="float32")
    fitted(encoder).write(STORED, digest(encoder.name))


if __name__ == "__main__":
    write_kinds()
