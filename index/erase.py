"""What was withdrawn leaves the disk. A kill on the way costs nothing: it is gone on with when the library is synced or served next."""

import shutil
from pathlib import Path

from corpus.archive import archive_of, content_of, members_of
from index.engines.seal import ASIDE
from index.library import Library
from index.record.withdrawals import Content


def erase(library: Library) -> None:
    """Delete the originals and uploads of what was withdrawn, and write anew every file that had its text or its vectors."""
    if not library.withdrawals.unerased():
        return
    with library.writing:
        contents = library.withdrawals.unerased()
        if not contents:
            return
        for each in contents:
            _delete_files(library, each)
        for aside in library.folder.glob(f"{ASIDE}*"):  # of a damaged engine, whose files have its text too
            shutil.rmtree(aside)
        if library.workers:
            library.workers.clear()
        library.indexing.forget_removed()
        library.indexing.sweep()
        for collection in sorted({collection for collection, _ in contents}):
            library.indexing.renew(collection)
        if library.database.erase():
            library.withdrawals.erased(contents)


def _delete_files(library: Library, content: Content) -> None:
    collection, sha256 = content
    if not library.reports.has_content(sha256):  # another collection may have the same file
        for kept in library.originals.glob(f"{sha256}.*"):
            kept.unlink()
    inside = library.folder.resolve()
    for record in library.files.all().values():
        path = Path(record.path)
        if (record.collection, record.sha256) == content and path.is_relative_to(inside):
            _delete(path)
            library.files.forget(record.path, collection)


def _delete(path: Path) -> None:
    """A file; of one in an archive the whole archive, in whose place its other files are put."""
    archive = archive_of(path)
    if archive is None:
        path.unlink(missing_ok=True)
        return
    beside = archive.with_suffix("")
    for name in members_of(archive):
        if archive / name != path:
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content_of(archive / name))
    archive.unlink()
