"""Wrong attempts make their sender wait, longer and longer, and nobody else."""

import pytest

from bot.signin.attempts import FORGOTTEN, FREE, FREE_OF_MANY, LONGEST, MOST, Attempts

HERE, THERE = "192.0.2.7", "198.51.100.9"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def tried(attempts: Attempts, times: int, name: str = "lan", address: str = HERE) -> float:
    return [attempts.wrong(name, address) for _ in range(times)][-1]


def test_first_mistakes_are_free_then_the_wait_doubles_up_to_a_ceiling() -> None:
    attempts = Attempts(Clock())
    assert tried(attempts, FREE) == 0
    assert [attempts.wrong("lan", HERE) for _ in range(8)] == [1, 2, 4, 8, 16, 32, LONGEST, LONGEST]
    assert attempts.wait("lan", HERE) == LONGEST


def test_a_wait_ends_and_what_was_long_ago_is_forgotten() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    assert tried(attempts, FREE + 2) == 2
    clock.now += 2
    assert attempts.wait("lan", HERE) == 0
    assert attempts.wrong("lan", HERE) == 4
    clock.now += FORGOTTEN + 1
    assert attempts.wrong("lan", HERE) == 0


def test_only_the_sender_waits_and_only_for_the_name_it_tried() -> None:
    attempts = Attempts(Clock())
    tried(attempts, FREE + 5)
    assert attempts.wait("lan", HERE) > 0
    assert attempts.wait("lan", THERE) == 0
    assert attempts.wait("minh", HERE) == 0


def test_an_address_that_tries_many_names_waits_for_all() -> None:
    attempts = Attempts(Clock())
    for number in range(FREE_OF_MANY + 1):
        attempts.wrong(f"name {number}", HERE)
    assert attempts.wait("lan", HERE) > 0
    assert attempts.wait("lan", THERE) == 0
    attempts.right("name 3", HERE)
    assert attempts.wait("lan", HERE) > 0


def test_a_name_that_is_tried_from_everywhere_costs_each_new_address_a_wait_after_one_attempt() -> None:
    attempts = Attempts(Clock())
    for number in range(FREE_OF_MANY + 10):
        attempts.wrong("lan", f"10.0.0.{number}")
    assert attempts.wait("lan", THERE) == 0, "the first is looked at: it may be the right one"
    assert attempts.wrong("lan", THERE) == LONGEST


def test_what_succeeds_is_forgiven() -> None:
    attempts = Attempts(Clock())
    tried(attempts, FREE)
    attempts.right("lan", HERE)
    assert tried(attempts, FREE) == 0


@pytest.mark.parametrize(("one", "other", "same"), [("2001:db8::1", "2001:db8::ffff:1", True), ("2001:db8::1", "2001:db9::1", False)])  # fmt: skip
def test_ipv6_counts_by_network(one: str, other: str, same: bool) -> None:
    attempts = Attempts(Clock())
    tried(attempts, FREE + 1, address=one)
    assert (attempts.wait("lan", other) > 0) is same


def test_memory_is_bounded_and_keeps_who_goes_on() -> None:
    attempts = Attempts(Clock())
    for number in range(MOST):
        attempts.wrong(f"name {number}", HERE)
    assert len(attempts._wrong) == MOST
    assert attempts.wait("lan", HERE) == LONGEST
