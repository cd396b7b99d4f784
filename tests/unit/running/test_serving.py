"""What a worker says on standard error."""

import sys

import pytest

from kg.running.serving import tell_unraisable


def leave_in_the_middle(error):
    """Lets go of a generator that fails while it is closed, which nobody can catch."""

    def fail():
        try:
            yield
        finally:
            raise error

    generator = fail()
    next(generator)
    del generator


@pytest.mark.parametrize(("error", "told"), [(MemoryError(), False), (ValueError("odd"), True)])
def test_lack_of_memory_is_not_told_twice_and_other_errors_are(error, told, monkeypatch, capsys):
    monkeypatch.setattr(sys, "unraisablehook", tell_unraisable)
    leave_in_the_middle(error)
    assert ("Exception ignored" in capsys.readouterr().err) == told
