"""Whether the words of a question tell which end of an order it means: over the examples of `bot/short`, which others wrote.

    python -m tests.measures.short_ends

Right and wrong of the examples that ask for the highest or the lowest, and then without each word in turn.
"""

from collections.abc import Iterator

from bot.classifying.example import examples
from bot.short.operation import END_WORDS, OPERATIONS, ends_pattern, polarity_of

Words = dict[str, tuple[str, ...]]


def figures(words: Words) -> tuple[int, int, int]:
    """(right, wrong, asked) with these words."""
    pattern, right, wrong, asked = ends_pattern(words), 0, 0, 0
    for each in examples(OPERATIONS.examples):
        if each.label in ("highest", "lowest"):
            told = polarity_of(each.question, pattern)
            asked += 1
            right += told == each.label
            wrong += told not in (None, each.label)
    return right, wrong, asked


def without_each(words: Words) -> Iterator[tuple[str, Words]]:
    """Each word, with the others."""
    for end, those in words.items():
        for word in those:
            yield f"{end}: {word}", {**words, end: tuple(each for each in those if each != word)}


def main() -> None:
    """Print the figures."""
    right, wrong, asked = figures(END_WORDS)
    print(f"{asked} questions: {right} right, {wrong} wrong")
    for word, others in without_each(END_WORDS):
        print(f"  without {word}: {figures(others)[0]} right, {figures(others)[1]} wrong")


if __name__ == "__main__":
    main()
