"""The commands `hoidap key` and `hoidap user`: who may come in. They need no lock: a server that runs follows at once."""

import secrets
from enum import StrEnum
from typing import Annotated, get_args

import typer
from pydantic_core import to_json
from rich.table import Table

from bot.commands.common import Json, errors_in_one_line
from bot.kept_accounts import accounts_of
from bot.secret import SHORTEST_KEY
from bot.signin.account_store import Kept
from bot.terminal import console
from bot.user import Role

ROLES: tuple[Role, ...] = get_args(Role)
Roles = StrEnum("Roles", list(ROLES))  # type: ignore[misc] # Typer does not take a list of literals
KeyName = Annotated[str, typer.Argument(help="What it is for, e.g. the system that asks with it.")]
UserName = Annotated[str, typer.Argument(help="As it is typed to sign in.")]


def key_commands() -> typer.Typer:
    """`hoidap key new | list | revoke`."""
    keys = typer.Typer(help="Keys with which other systems ask.", no_args_is_help=True)

    @keys.command()
    def new(
        context: typer.Context,
        name: KeyName,
        role: Annotated[Roles, typer.Option(help="What may be done with it.")] = Roles.reader,  # type: ignore[attr-defined]
        collection: Annotated[
            list[str] | None,
            typer.Option(
                help="What it sees, several times for several; '*' is all. None: what the settings say of it."
            ),
        ] = None,
        per_minute: Annotated[int | None, typer.Option(min=1, help="Requests in a minute at most.")] = None,
    ) -> None:
        """Make a key and print it, this once: only its hash is kept."""
        collections = tuple(collection) if collection else None
        may = next(each for each in ROLES if each == role)
        with errors_in_one_line(), accounts_of(context.obj) as accounts:
            print(accounts.new_key(name, may, collections, per_minute))

    @keys.command("list")
    def show(context: typer.Context, json: Json = False) -> None:
        """Print the names of the keys and what they may, not the keys."""
        with errors_in_one_line(), accounts_of(context.obj) as accounts:
            kept = accounts.kept().keys
        if json:
            named = {name: key.model_dump(exclude={"hash"}) for name, key in kept.items()}
            print(to_json({"keys": named}, indent=2).decode())
            return
        table = Table("name", "role", "collections", "per minute", "made")
        for name, key in kept.items():
            collections = "by the settings" if key.collections is None else ", ".join(key.collections)
            table.add_row(name, key.role, collections, str(key.per_minute or "–"), f"{key.made:%Y-%m-%d %H:%M}")
        console().print(table)

    @keys.command()
    def revoke(context: typer.Context, name: KeyName) -> None:
        """Let nobody in with it any more, from now on."""
        with errors_in_one_line(), accounts_of(context.obj) as accounts:
            accounts.revoke(name)

    return keys


def user_commands() -> typer.Typer:
    """`hoidap user new | list | remove`."""
    users = typer.Typer(help="People who sign in with a password.", no_args_is_help=True)

    @users.command()
    def new(context: typer.Context, name: UserName) -> None:
        """Ask for the password of a person, who then may sign in; of one who is there already, for a new one.

        Where none is typed, one is drawn by lot and printed, this once.
        """
        asked = "Password (none: one is drawn by lot)"
        typed = typer.prompt(asked, default="", hide_input=True, show_default=False, confirmation_prompt=True)
        if 0 < len(typed) < SHORTEST_KEY:
            raise typer.BadParameter(f"a password has at least {SHORTEST_KEY} characters")
        password = typed or secrets.token_urlsafe(18)
        with errors_in_one_line(), accounts_of(context.obj) as accounts:
            accounts.set_user(name, password)
        if not typed:
            print(password)

    @users.command("list")
    def show(context: typer.Context, json: Json = False) -> None:
        """Print who may sign in with a password, beside those of the setting `users`."""
        with errors_in_one_line(), accounts_of(context.obj) as accounts:
            kept: Kept = accounts.kept()
        if json:
            named = {name: user.model_dump(exclude={"hash"}) for name, user in kept.users.items()}
            print(to_json({"users": named}, indent=2).decode())
            return
        table = Table("name", "made")
        for name, user in kept.users.items():
            table.add_row(name, f"{user.made:%Y-%m-%d %H:%M}")
        console().print(table)

    @users.command()
    def remove(context: typer.Context, name: UserName) -> None:
        """Let them sign in no more, and end their sessions."""
        with errors_in_one_line(), accounts_of(context.obj) as accounts:
            accounts.remove_user(name)

    return users
