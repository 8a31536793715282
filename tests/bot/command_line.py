"""A command of `hoidap` given in the process of the tests, which spares each the start of one; `test_doors` starts real ones."""

from dataclasses import dataclass

from typer.testing import CliRunner

from bot.__main__ import app


@dataclass(frozen=True, slots=True)
class Done:
    """What a command that has ended leaves, as `subprocess.CompletedProcess` names it."""

    returncode: int
    stdout: str
    stderr: str


def hoidap(*arguments: str, typed: str = "") -> Done:
    """Gives the command, with what is typed while it runs. Raises what the command does not catch."""
    done = CliRunner().invoke(app, arguments, input=typed)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)
