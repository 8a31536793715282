"""Folders that are synced no more: what was read of them leaves the library, the files stay where they are."""

from collections.abc import Sequence
from pathlib import Path

from corpus.filename import shown
from index.errors import FolderError
from index.folders.forget import forget
from index.folders.homes import Homes, Root
from index.folders.result import SyncResult
from index.folders.vanished import is_below
from index.library import Library


def leave(
    library: Library, paths: Sequence[Path], *, collection: str = "default", folders: Sequence[Root] = ()
) -> SyncResult:
    """Sync these paths no more; what another synced folder has too stays. Nothing is withdrawn: synced again, it is read again.

    Raises FolderError for a path that was never synced into this collection, or that is one of the `folders`, those of the settings.
    """
    homes = Homes(folders)
    roots = homes.named(paths, collection)
    with library.writing:
        known = library.files.roots()
        for path, _ in roots:
            if (str(path), collection) not in known:
                raise FolderError(
                    f"nothing is synced from {shown(path)!r} into the collection {collection!r}: `hoidap check` names what is"
                )
            if (path, collection) in homes.roots:
                raise FolderError(f"{shown(path)!r} is a folder of the settings: take it out of them first")
        with library.database.transaction():
            for path, _ in roots:
                library.files.forget_root(str(path), collection)
            others = [*homes.roots, *((Path(path), name) for path, name in library.files.roots())]
            of_files = library.files.all()
            gone = [of_files[key] for key in of_files if is_below(key, roots) and not is_below(key, others)]
            removed = [shown(each.path) for each in forget(library.files, library.reports, gone)]
            for report_id in library.reports.orphans():
                library.reports.delete(report_id)
        library.indexing.forget_removed()
        library.indexing.sweep()
    return SyncResult(removed=removed)
