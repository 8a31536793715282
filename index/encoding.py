"""Texts into the vectors that the record keeps: only what never was, batch by batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from index.database.database import Database
from index.encoder.encoded import Encoded, Texts, encoded
from index.encoder.encoder import Encoder, Vectors
from index.encoder.precedence import PRECEDENCE
from index.encoder.token_codes import TokenEncoder, mean_token
from index.encoder.typical_passages import typical_passages
from index.record.vectors import VectorTable

if TYPE_CHECKING:  # what it needs is installed where a record is in PostgreSQL
    from index.workers.workers import Workers

_PASSAGES_AT_ONCE = 64
"""Passages, with their sentences, encoded between two moments at which a kill loses nothing."""


class Encoding:
    """Encodes for one library."""

    def __init__(self, database: Database, vectors: VectorTable, encoder: Encoder, workers: "Workers | None") -> None:
        """`workers` encode as well; None: nobody else does."""
        self._database = database
        self._vectors = vectors
        self._encoder = encoder
        self._workers = workers

    def keep(self, wanted: Mapping[str, Texts], on_encoded: Callable[[int], None] = lambda _: None) -> None:
        """Encode those of these texts, by their keys, whose vectors are not kept; `on_encoded` hears the characters of each batch."""
        missing = sorted(self._vectors.missing(wanted), key=lambda key: (len(wanted[key][0]), key))
        if not missing:
            return
        self._database.set_meta("back_end", getattr(self._encoder, "back_end", self._encoder.name))
        batches = [
            {key: wanted[key] for key in missing[first : first + _PASSAGES_AT_ONCE]}
            for first in range(0, len(missing), _PASSAGES_AT_ONCE)
        ]
        for batch, vectors in self._encoded(batches, self._mean_token()):
            with self._database.transaction():
                for key, each in zip(batch, vectors, strict=True):
                    self._vectors.put(key, each.passage, each.sentences, each.codes)
            on_encoded(sum(len(passage) for passage, _ in batch.values()))

    def _encoded(
        self, batches: Sequence[Mapping[str, Texts]], mean: Vectors | None
    ) -> Iterator[tuple[Mapping[str, Texts], list[Encoded]]]:
        if len(batches) > 1 and self._workers and self._workers.are_there():
            yield from self._workers.encoded(batches, mean)
            return
        for batch in batches:
            PRECEDENCE.give_way()
            yield batch, encoded(self._encoder, list(batch.values()), mean)

    def _mean_token(self) -> Vectors | None:
        """Of the encoder, whatever the library holds, in the digits that are kept of it; None for an encoder without tokens."""
        if self._vectors.mean_token() is None and isinstance(self._encoder, TokenEncoder):
            self._vectors.set_mean_token(mean_token(self._encoder.passages_with_tokens(typical_passages())[1]))
        return self._vectors.mean_token()
