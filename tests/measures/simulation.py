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
    lot, found, numbers = random.Random(seed), Simulated(), count()
    parts = [_Replica(serving) for _ in range(replicas)]
    events: list[
        tuple[float, int, int, int]
    ] = []  # when, a number, the replica that ends one or -1: one comes, its turn
    for _ in range(clients or 1):
        heapq.heappush(events, (lot.random() * 0.01, next(numbers), -1, 0))

    def begin(part: _Replica, demand: float, came: float) -> None:
        heapq.heappush(part.computed, (part.work + demand, next(numbers), came))

    def look(place: int) -> None:
        part = parts[place]
        part.turn += 1
        if part.computed:
            heapq.heappush(events, (part.ends(), next(numbers), place, part.turn))

    def again(now: float) -> None:
        if clients:
            heapq.heappush(events, (now, next(numbers), -1, 0))

    while len(found.seconds) + found.refused < questions:
        now, _, place, turn = heapq.heappop(events)
        if place < 0:
            if not clients:
                heapq.heappush(events, (now + lot.expovariate(load), next(numbers), -1, 0))
            place = min(range(replicas), key=lambda each: (len(parts[each]), lot.random()))
            part = parts[place]
            found.busy += part.advance(now)
            if len(part.computed) < serving.lanes:
                begin(part, serving.demand(lot), now)
            elif len(part.queue) < serving.waiting:
                part.queue.append((serving.demand(lot), now))
            else:
                found.refused += 1
                again(now + serving.patience)
        elif turn == parts[place].turn:
            part = parts[place]
            found.busy += part.advance(now)
            found.seconds.append(now - heapq.heappop(part.computed)[2])
            again(now)
            while part.queue and len(part.computed) < serving.lanes:
                demand, came = part.queue.popleft()
                if now - came <= serving.patience:
                    begin(part, demand, came)
                else:
                    found.refused += 1
                    again(now)
        else:
            continue
        look(place)
        found.lasted = now
    return found
