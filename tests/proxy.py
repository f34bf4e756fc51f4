"""A socket between the program and a cluster: slow, cut and mended, silent, losing answers; it counts the turns."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import World
from tests.server import Server
from zsm_desktop.store.place import SERVER
from zsm_desktop.store.postgres.known import Known

NAME = ".s.PGSQL.5432"
MOST = 1 << 16
_STEPS_IN = 5
"""So many turns of the loop whoever knocked before the door was shut needs to be in."""


class Proxy:
    """`delay` holds back what goes either way, in seconds; `turns` counts how often the program spoke and then waited.

    With `swallow`, what the program says that holds these bytes still goes on, but nothing comes back any more and the
    line breaks: the server has done what the program never hears of. With `since`, only on a line that carried those
    bytes first, as one act of several at once.

    While `is_silent` lines and who comes in stay open, but nothing goes either way any more, not even that one end hung
    up; what was lost then does not come later.
    """

    def __init__(self, real: Path, place: Path) -> None:
        self.real, self.place = real, place
        self.delay = 0.0
        self.is_silent = False
        self.turns = 0
        self.said: list[bytes] = []
        self.since = self.swallow = b""
        self.before: Callable[[], object] | None = None
        """Done when the bytes of `swallow` were heard, in the place of sending them on."""
        self.after: Callable[[], object] | None = None
        """Done when they were sent on and the server had its time."""
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.StreamWriter] = set()
        self._ever: list[asyncio.StreamWriter] = []
        """Every end there was, so that each is known to be closed before the loop is."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._passing: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._thread.start()
        self.mend()

    def mend(self) -> None:
        self._do(self._open())

    def cut(self) -> None:
        """Nobody comes in, and who is in is thrown out."""
        self._do(self._close())

    def hang_up(self) -> None:
        """Every line breaks; the next one may come."""
        self._do(self._drop())

    def stop(self) -> None:
        self._do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, what: Any) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(timeout=10)

    async def _open(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_unix_server(self._come_in, self.place / NAME)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
            (self.place / NAME).unlink(missing_ok=True)
        await self._drop()

    async def _end(self) -> None:
        """Also of who was only just coming in; every line has its end before the loop has."""
        await self._close()
        for _ in range(_STEPS_IN):
            await asyncio.sleep(0)
        await self._drop()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        for end in self._ever:
            end.transport.abort()
        await asyncio.gather(*(end.wait_closed() for end in self._ever), return_exceptions=True)
        for _ in range(_STEPS_IN):
            await asyncio.sleep(0)

    async def _drop(self) -> None:
        for line in tuple(self._lines):
            line.transport.abort()
        self._lines.clear()
        tasks, self._tasks = tuple(self._tasks), set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _come_in(self, near: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        """Known at once: a task that is cancelled before its first step does nothing, and leaves its line open."""
        self._lines.add(near_out)
        self._ever.append(near_out)
        task = self._loop.create_task(self._pass(near, near_out))
        self._passing.add(task)
        task.add_done_callback(self._passing.discard)

    async def _pass(self, near: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        try:
            far, far_out = await asyncio.open_unix_connection(str(self.real / NAME))
        except OSError:
            self._lines.discard(near_out)
            near_out.transport.abort()
            return
        ends = (near_out, far_out)
        self._lines.update(ends)
        self._ever.append(far_out)
        state = {"is_turn": False, "is_mute": False, "is_since": False}
        both = (
            asyncio.ensure_future(self._carry(near, far_out, ends, state, is_asking=True)),
            asyncio.ensure_future(self._carry(far, near_out, ends, state, is_asking=False)),
        )
        self._tasks.update(both)
        await asyncio.wait(both)
        self._tasks.difference_update(both)
        self._lines.difference_update(ends)
        for end in ends:
            end.transport.abort()

    async def _carry(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        ends: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
        state: dict[str, bool],
        *,
        is_asking: bool,
    ) -> None:
        with suppress(OSError):
            while data := await source.read(MOST):
                if is_asking and not state["is_turn"]:
                    self.turns += 1
                    self.said.append(data[:200])
                state["is_turn"] = is_asking
                if is_asking and self._is_to_lose(data, state):
                    state["is_mute"] = True
                    await self._lose(data, target)
                    break
                if state["is_mute"] or self.is_silent:
                    continue
                if self.delay:
                    await asyncio.sleep(self.delay)
                target.write(data)
                await target.drain()
        while self.is_silent:  # noqa: ASYNC110 - it is set in another thread
            await asyncio.sleep(0.05)
        for end in ends:
            end.transport.abort()

    def _is_to_lose(self, data: bytes, state: dict[str, bool]) -> bool:
        if self.since and self.since in data:
            state["is_since"] = True
        return bool(self.swallow) and self.swallow in data and (state["is_since"] or not self.since)

    async def _lose(self, data: bytes, target: asyncio.StreamWriter) -> None:
        self.since = self.swallow = b""
        if self.before is not None:
            await asyncio.to_thread(self.before)
            return
        target.write(data)
        await target.drain()
        await asyncio.sleep(0.05)
        if self.after is not None:
            await asyncio.to_thread(self.after)


@contextmanager
def proxied(world: World, server: Path) -> Iterator[Proxy]:
    """From now on everybody in this network goes through it."""
    world.close()
    place = Path(tempfile.mkdtemp(prefix="zsm-way-", dir=server.parent))
    known = Known.read(world.folder / SERVER)
    replace(known, address=replace(known.address, host=str(place))).write(world.folder / SERVER)
    proxy = Proxy(server, place)
    try:
        yield proxy
    finally:
        world.close()
        proxy.stop()
        known.write(world.folder / SERVER)
        shutil.rmtree(place)


@pytest.fixture
def way(world: World, server: Server) -> Iterator[Proxy]:
    """To the server the network is kept on."""
    with proxied(world, server.socket) as proxy:
        yield proxy
