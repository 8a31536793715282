"""What is encoded for later waits for who is asked now, and never for itself."""

import threading

from index.encoder.precedence import Precedence

_FOR_EVER = 60.0


def test_a_sync_waits_for_a_question_of_another_thread() -> None:
    precedence, order = Precedence(_FOR_EVER), []
    asked, may_end = threading.Event(), threading.Event()

    def ask() -> None:
        with precedence.question(), precedence.question():
            asked.set()
            may_end.wait()
            order.append("answered")

    def encode() -> None:
        precedence.give_way()
        order.append("encoded")

    threads = [threading.Thread(target=ask), threading.Thread(target=encode)]
    threads[0].start()
    asked.wait()
    threads[1].start()
    may_end.set()
    for thread in threads:
        thread.join()
    assert order == ["answered", "encoded"]


def test_a_sync_goes_on_however_many_ask() -> None:
    precedence, may_end, asked = Precedence(0.01), threading.Event(), threading.Event()

    def ask() -> None:
        with precedence.question():
            asked.set()
            may_end.wait()

    thread = threading.Thread(target=ask)
    thread.start()
    asked.wait()
    precedence.give_way()
    may_end.set()
    thread.join()


def test_who_is_asked_does_not_wait_for_itself() -> None:
    precedence = Precedence(_FOR_EVER)
    with precedence.question():
        with precedence.question():
            pass
        precedence.give_way()
    precedence.give_way()
