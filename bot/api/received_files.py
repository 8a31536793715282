"""Files that a form brings, straight into a folder: never whole in memory, and none where the form is not whole."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from fastapi import HTTPException, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from bot.turns import GoneError
from bot.upload import Upload
from corpus.formats.sniff import SUFFIXES

_MOST_FILES = 1_000


@asynccontextmanager
async def received_files(request: Request, folder: Path, megabytes: int) -> AsyncIterator[list[Upload]]:
    """The files of a form, in a folder of their own below `folder` until the block ends.

    Raises HTTPException: 400 for a broken form, 413 for one of more than so many megabytes, 415 for a form or a file of a
    kind that is not read, 422 for a form without a file; `GoneError` where the sender left in between.
    """
    if not request.headers.get("Content-Type", "").lower().startswith("multipart/form-data"):
        raise HTTPException(415, "send the files as a form: multipart/form-data, each in a field `files`")
    with TemporaryDirectory(dir=folder) as own:
        parser = _IntoFolder(request, Path(own))
        try:
            form = await parser.parse()
        except MultiPartException as error:
            raise HTTPException(400, f"the form is broken: {error.message}") from error
        except ClientDisconnect as error:
            raise GoneError from error
        except HTTPException as error:
            if error.status_code != 413:
                raise
            raise HTTPException(
                413, f"more than {megabytes} MB at once: send fewer files, or see the setting `upload_megabytes`"
            ) from error
        finally:
            parser.close()
        files = [each for _, each in form.multi_items() if isinstance(each, UploadFile)]
        if not files:
            raise HTTPException(422, "the form brings no file")
        yield [Upload(each.filename or "", Path(str(each.file.name))) for each in files]


class _IntoFolder(MultiPartParser):
    """Starlette's parser, which would keep small files in memory and long ones in the folder for all that is temporary."""

    def __init__(self, request: Request, folder: Path) -> None:
        super().__init__(request.headers, request.stream(), max_files=_MOST_FILES, max_fields=10, max_part_size=10_000)
        self._folder = folder
        self._opened: list[UploadFile] = []

    def on_headers_finished(self) -> None:
        super().on_headers_finished()
        file = self._current_part.file
        if file is None:
            return
        suffix = Path(file.filename or "").suffix.lower()
        if suffix not in SUFFIXES:
            raise HTTPException(415, f"files like {(file.filename or '')[-100:]!r} are not read: send {_READ}")
        file.file.close()
        file.file = NamedTemporaryFile(dir=self._folder, delete=False)  # type: ignore[assignment] # it has all that is used # noqa: SIM115
        self._opened.append(file)

    def close(self) -> None:
        for each in self._opened:
            each.file.close()


_READ = " ".join(SUFFIXES)
