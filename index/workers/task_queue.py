"""Who does which task, by procrastinate over the PostgreSQL of the record: the only door to it (docs/decisions/0023)."""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Self

import procrastinate
from procrastinate import App, JobContext, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.types import JSONDict
from psycopg_pool import PoolTimeout

from index.database.postgres import connection_options, shown_address
from index.errors import UnreachableRecordError
from index.workers.task_table import SCHEMA, SILENT, TABLE

_log = logging.getLogger(__name__)
_SIGN_OF_LIFE = SILENT / 5
"""Seconds between two."""
_TASK = "do"
_PATH = f"SET search_path TO {SCHEMA}"
_NEVER = "0 0 29 2 *"
"""In the notation of cron, as seldom as there is."""
_PREPARING = 0x686F69646172
"""Name of the advisory lock of whoever makes the tables; those of index.database.postgres stand before it."""


class TaskQueue:
    """Tasks of one kind, for whoever hands them out; a context manager. Every method raises UnreachableRecordError."""

    def __init__(self, url: str, name: str, priority: int = 0) -> None:
        """Those of a higher priority are begun first."""
        self._url = url
        self._name = name
        self._priority = priority
        self._app = _app(url)

    def __enter__(self) -> Self:
        with _told(self._url):
            self._app.open()
        return self

    def __exit__(self, *_: object) -> None:
        self._app.close()

    def put(self, keys: Iterable[str]) -> None:
        tasks = self._app.configure_task(_TASK, queue=self._name, priority=self._priority)
        given: list[JSONDict] = [{"key": key} for key in keys]
        with _told(self._url):
            tasks.batch_defer(*given)

    def left(self) -> dict[str, int | None]:
        """The tasks that are not done, in the order in which they were put, each with its number where no worker has begun it."""
        with _told(self._url):
            jobs = self._app.job_manager.list_jobs(queue=self._name)
        return {str(each.task_kwargs["key"]): each.id if each.status == Status.TODO.value else None for each in jobs}

    def take_back(self, number: int) -> bool:
        """Whether no worker had begun it; none will."""
        with _told(self._url):
            return self._app.job_manager.cancel_job_by_id(number, delete_job=True)

    def take_from_the_silent(self) -> None:
        """What a worker had begun that gives no sign of life is no longer its task, nor that of another worker."""
        with _told(self._url):
            asyncio.run(self._take_from_the_silent())

    async def _take_from_the_silent(self) -> None:
        async with _async_app(self._url).open_async() as app:
            for job in await app.job_manager.get_stalled_jobs(queue=self._name, seconds_since_heartbeat=SILENT):
                if job.id is not None:
                    await app.job_manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)


def prepare(url: str) -> None:
    """Make the tables where there are none, or those of another version, in which nothing is that would be missed.

    Raises UnreachableRecordError.
    """
    with _told(url), _app(url).open() as app:
        connector = app.connector.get_sync_connector()
        connector.execute_query("SELECT pg_advisory_lock(%(name)s)", name=_PREPARING)  # until the connection ends
        made = connector.execute_query_one(f"SELECT obj_description(to_regnamespace('{SCHEMA}')) AS by")
        if made["by"] != procrastinate.__version__:
            connector.execute_query(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}; {TABLE}")
            app.schema_manager.apply_schema()
            connector.execute_query(f"COMMENT ON SCHEMA {SCHEMA} IS '{procrastinate.__version__}'")


def take_tasks(url: str, does: Mapping[str, Callable[[str], None]]) -> bool:
    """Do the tasks of some queues, each by its key, one after the other, until this process is told to end.

    Then the one that was begun is done, and it is True; False where the record no longer answers. A task that raises is left to
    whoever handed it out. For the main thread.
    """
    app = _async_app(url)

    @app.task(name=_TASK, pass_context=True)
    def do(context: JobContext, key: str) -> None:
        try:
            does[context.job.queue](key)
        except Exception:
            _log.exception("hoidap: a task was not done")
            raise

    @app.periodic(cron=_NEVER)
    @app.task(queue="nobody")
    def watched(timestamp: int) -> None:
        """Procrastinate ends a worker whose signs of life or notices fail only as long as it has something to do at a time of day."""

    async def until_told() -> bool:
        working = asyncio.ensure_future(_work(app, list(does)))
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, working.cancel)
        try:
            await working
        except asyncio.CancelledError:
            return True
        return False

    for name in ("procrastinate.worker.worker", "procrastinate.utils"):
        logging.getLogger(name).addFilter(_in_one_line)
    try:
        return asyncio.run(until_told())
    except (ConnectorException, PoolTimeout):
        return False


def _in_one_line(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True


async def _work(app: App, queues: list[str]) -> None:
    async with app.open_async():
        await app.run_worker_async(
            queues=queues,
            delete_jobs="always",
            install_signal_handlers=False,
            update_heartbeat_interval=_SIGN_OF_LIFE,
            stalled_worker_timeout=SILENT,
        )


def _app(url: str) -> App:
    def in_schema(connection: Any) -> None:
        connection.execute(_PATH)
        connection.commit()

    return App(connector=SyncPsycopgConnector(configure=in_schema, min_size=1, max_size=1, **_connecting(url)))


def _async_app(url: str) -> App:
    async def in_schema(connection: Any) -> None:
        await connection.execute(_PATH)
        await connection.commit()

    return App(connector=PsycopgConnector(configure=in_schema, min_size=1, max_size=4, **_connecting(url)))


def _connecting(url: str) -> dict[str, Any]:
    return {"conninfo": url, "kwargs": connection_options(url)}


@contextmanager
def _told(url: str) -> Iterator[None]:
    try:
        yield
    except (ConnectorException, PoolTimeout) as error:
        raise UnreachableRecordError(
            f"the record {shown_address(url)!r} does not take what is asked of workers ({error}): start its server, or correct "
            "the setting `database_url`"
        ) from error
