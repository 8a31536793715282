"""Words and turns of phrase in files, one a language, as the patterns that look for them.

A module's cues stand in the table of its name in "vi.toml", "en.toml" … beside it; a cue is a list of alternatives, found in a
text of any language. An alternative is plain words as they are written, or a regular expression; "{name}" in it stands for
the alternatives of another cue of the same table, or for the words of that name in the language's vocabulary.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from corpus.language import vocabulary
from corpus.language.typed_pattern import Typed, bare
from corpus.text.letters import fold

_NAMED = re.compile(r"\{([a-z_.]+)\}")
_PLAIN = re.compile(r"[\w\s]+")


class Cues:
    """The cues of one module: `Cues(__file__)`; `folded` for a module that looks for them in folded text.

    `given` are regular expressions that are worked out, for cues that name them.
    """

    def __init__(self, module: str, *, folded: bool = False, **given: str) -> None:
        self._folder, self._table = Path(module).parent, Path(module).stem
        self._folded, self._given = folded, given

    def words(self, name: str) -> tuple[str, ...]:
        """The alternatives of all languages, each once; of words without marks where the module looks at folded text."""
        found = (word for cues in self._languages().values() for word in cues.get(name, ()))
        return tuple(dict.fromkeys(map(fold, found) if self._folded else found))

    def syllables(self, name: str) -> frozenset[str]:
        """The single words of `words`."""
        return frozenset(word for phrase in self.words(name) for word in re.findall(r"\w+", phrase))

    def of(self, name: str, language: str) -> tuple[str, ...]:
        """The alternatives of one language; none where it has none."""
        return tuple(self._languages().get(language, {}).get(name, ()))

    def languages(self) -> tuple[str, ...]:
        """Those that have cues of the module."""
        return tuple(language for language, cues in self._languages().items() if cues)

    def expression(self, *names: str, language: str = "") -> str:
        """The alternatives of a language, or of all, as a regular expression, to be part of a longer one."""
        return any_of(self._alternatives(names, language))

    def pattern(self, *names: str, language: str = "", behind: str = "") -> re.Pattern[str]:
        """What finds any of the alternatives, in capitals or not, with the expression `behind` them."""
        return re.compile(self.expression(*names, language=language) + behind, re.IGNORECASE)

    def whole(self, *names: str) -> re.Pattern[str]:
        """What finds any of the alternatives as whole words."""
        return re.compile(rf"\b{self.expression(*names)}\b", re.IGNORECASE)

    def patterns(self, name: str, *, behind: str = "") -> tuple[re.Pattern[str], ...]:
        """One pattern for each alternative: for those that name their groups alike, or whose order counts."""
        return tuple(re.compile(f"(?:{each}){behind}", re.IGNORECASE) for each in self._alternatives([name]))

    def exactly(self, name: str, *, behind: str = "") -> re.Pattern[str]:
        """What finds any of the alternatives in the letters in which they are written."""
        return re.compile(self.expression(name) + behind)

    def typed(self, *names: str) -> Typed:
        """What finds them in a text with its marks, or in one without any."""
        return Typed(self.expression(*names))

    def _alternatives(self, names: Iterable[str], only: str = "") -> list[str]:
        found = [
            self._expanded(each, language)
            for name in names
            for language, cues in self._languages().items()
            if language == only or not only
            for each in cues.get(name, ())
        ]
        if not found:
            raise KeyError(f"no language of {str(self._folder)!r} has cues {self._table}.{'/'.join(names)}")
        return [bare(each) for each in found] if self._folded else found

    def _expanded(self, alternative: str, language: str) -> str:
        """The alternative with the cues that it names."""
        own = self._languages()[language]

        def named(match: re.Match[str]) -> str:
            name = match[1]
            if name in self._given:
                return f"(?:{self._given[name]})"
            if name in own:
                return any_of(self._expanded(each, language) for each in own[name])
            return any_of(map(re.escape, longest_first(vocabulary.words(language, name))))

        return _NAMED.sub(named, alternative)

    def _languages(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        return _languages(self._folder, self._table)


@cache
def _languages(folder: Path, table: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The table of each language that has a file in the folder, each cue as a list."""
    files = (folder / f"{language}.toml" for language in vocabulary.languages())
    read = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.is_file()}
    return {
        language: {name: (cue,) if isinstance(cue, str) else tuple(cue) for name, cue in tables.get(table, {}).items()}
        for language, tables in read.items()
    }


def whole_words(words: Iterable[str], *, folded: bool = False) -> re.Pattern[str]:
    """What finds any of the words as a whole, in capitals or not; with `folded`, in a text without marks. Made once."""
    return _whole_words(tuple(words), folded)


@cache
def _whole_words(words: tuple[str, ...], folded: bool) -> re.Pattern[str]:
    escaped = map(re.escape, longest_first(map(fold, words) if folded else words))
    return re.compile(rf"(?<!\w){any_of(escaped)}(?!\w)", re.IGNORECASE)


def any_of(alternatives: Iterable[str]) -> str:
    """A regular expression for any of them."""
    return f"(?:{'|'.join(alternatives)})"


def longest_first(words: Iterable[str]) -> list[str]:
    """In the order in which alternatives must be tried: "sở nội vụ" before "sở"."""
    return sorted(words, key=len, reverse=True)
