"""Where a reader is taken after signing in: a page of this server, whatever the address says."""

from urllib.parse import unquote


def own_path(wanted: str, root: str = "") -> str:
    """`wanted` where it is a path here, below `root`, else the page; of two slashes, backslashes and tabs browsers make another server."""
    is_own = (
        wanted.startswith(f"{root}/")
        and not wanted.startswith("//")
        and "\\" not in wanted
        and wanted.isprintable()
        and {".", ".."}.isdisjoint(unquote(wanted.partition("?")[0]).split("/"))
    )
    return wanted if is_own else f"{root}/"
