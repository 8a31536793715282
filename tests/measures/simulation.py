"""Replicas of a server under load, as discrete events: when each question comes, waits, is computed and is answered.

A replica computes up to `lanes` questions at a time, which share the cores that it makes use of; as many as `waiting` more wait in
order, for `patience` seconds at most, and the others are sent away, as `bot.turns` does it. A proxy sends each question to the
replica that has the fewest.
"""

import heapq
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count


@dataclass(frozen=True, slots=True)
class Serving:
    """How a replica serves."""

    demand: Callable[[random.Random], float]
    """Seconds that one question takes alone, drawn by lot."""
    cores: float
    """How many questions at a time are computed as fast as one alone."""
    lanes: int = 8
    waiting: int = 200
    patience: float = 3.0


@dataclass(slots=True)
class Simulated:
    """What came of the questions."""

    seconds: list[float] = field(default_factory=list)
    """Of those answered, from the question to the answer."""
    refused: int = 0
    busy: float = 0.0
    """Seconds of cores that were made use of."""
    lasted: float = 0.0


class _Replica:
    """Shares its cores evenly: `work` is what each question of now was given since the beginning."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.computed: list[tuple[float, int, float]] = []
        """Heap of the work at which each ends, a number, and when it came."""
        self.queue: deque[tuple[float, float]] = deque()
        """Its demand, and when it came."""
        self.work = self.last = 0.0
        self.turn = 0
        """Raised whenever the next end is another."""

    def __len__(self) -> int:
        return len(self.computed) + len(self.queue)

    def pace(self) -> float:
        return min(1.0, self.serving.cores / len(self.computed)) if self.computed else 0.0

    def advance(self, now: float) -> float:
        """Returns the seconds of cores made use of since it was last looked at."""
        given = (now - self.last) * self.pace()
        self.work, self.last = self.work + given, now
        return given * len(self.computed)

    def ends(self) -> float:
        return self.last + max(0.0, self.computed[0][0] - self.work) / self.pace()


def simulate(
    serving: Serving, replicas: int, questions: int, *, load: float = 0.0, clients: int = 0, seed: int = 0
) -> Simulated:
    """So many questions, that come by lot, `load` a second, or by `clients` who each ask again when they are answered."""
    return _Simulation(serving, replicas, load, clients, seed).run(questions)


class _Simulation:
    def __init__(self, serving: Serving, replicas: int, load: float, clients: int, seed: int) -> None:
        self._serving = serving
        self._load = load
        self._clients = clients
        self._lot = random.Random(seed)
        self._parts = [_Replica(serving) for _ in range(replicas)]
        self._numbers = count()
        self._events: list[tuple[float, int, _Replica | None, int]] = []
        """When, a number, the replica that ends a question in which of its turns; None: a question comes."""
        self._found = Simulated()
        for _ in range(clients or 1):
            self._push(self._lot.random() * 0.01)

    def run(self, questions: int) -> Simulated:
        found = self._found
        while len(found.seconds) + found.refused < questions:
            found.lasted, _, part, turn = heapq.heappop(self._events)
            if part is None:
                self._comes(found.lasted)
            elif turn == part.turn:
                self._ends(part, found.lasted)
        return found

    def _comes(self, now: float) -> None:
        if not self._clients:
            self._push(now + self._lot.expovariate(self._load))
        part = min(self._parts, key=lambda each: (len(each), self._lot.random()))
        self._found.busy += part.advance(now)
        if len(part.computed) < self._serving.lanes:
            self._begin(part, self._serving.demand(self._lot), now)
        elif len(part.queue) < self._serving.waiting:
            part.queue.append((self._serving.demand(self._lot), now))
        else:
            self._refuse(now)
        self._look(part)

    def _ends(self, part: _Replica, now: float) -> None:
        self._found.busy += part.advance(now)
        self._found.seconds.append(now - heapq.heappop(part.computed)[2])
        self._again(now)
        while part.queue and len(part.computed) < self._serving.lanes:
            demand, came = part.queue.popleft()
            if now - came <= self._serving.patience:
                self._begin(part, demand, came)
            else:
                self._refuse(now)
        self._look(part)

    def _begin(self, part: _Replica, demand: float, came: float) -> None:
        heapq.heappush(part.computed, (part.work + demand, next(self._numbers), came))

    def _refuse(self, now: float) -> None:
        self._found.refused += 1
        self._again(now + self._serving.patience)

    def _again(self, now: float) -> None:
        if self._clients:
            self._push(now)

    def _look(self, part: _Replica) -> None:
        part.turn += 1
        if part.computed:
            self._push(part.ends(), part)

    def _push(self, when: float, part: _Replica | None = None) -> None:
        heapq.heappush(self._events, (when, next(self._numbers), part, 0 if part is None else part.turn))
