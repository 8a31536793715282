"""`hoidap remove`: reports withdrawn for good."""

from typing import Annotated

import typer

from bot.commands.common import errors_in_one_line


def remove(
    context: typer.Context,
    reports: Annotated[list[str], typer.Argument(help="Ids, numbers or files of reports.")],
    undo: Annotated[
        bool,
        typer.Option("--undo", help="Let the next sync read again what was withdrawn: ids, hashes or files of it."),
    ] = False,
) -> None:
    """Withdraw reports for good: all that the library has of them is erased, and no sync brings them back."""
    from bot.assemble import open_library, open_record
    from bot.conversation.withdraw import withdraw_reports
    from bot.named_reports import named_reports, named_withdrawals
    from bot.running_server import running_server
    from index.record.withdrawals import Withdrawals

    with errors_in_one_line(), open_record(context.obj) as database:
        if undo:
            for content in named_withdrawals(database, reports):
                Withdrawals(database).undo(*content)
            print("The next sync reads them where they still lie in a folder.")
            return
        ids = named_reports(database, reports)
        with running_server(context.obj) as server:
            if server:
                for each in ids:
                    server.remove(each)
            else:
                with open_library(context.obj) as library:
                    withdraw_reports(library, ids)
        print(f"{len(ids)} withdrawn")
