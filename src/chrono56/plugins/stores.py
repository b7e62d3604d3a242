"""The border to stores of plugins: what fails there is told as the plugin's fault."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from chrono56.errors import Chrono56Error, DurabilityUnknownError, StoreError
from chrono56.log.offer import StoreOffer
from chrono56.log.store import Store
from chrono56.offers import failure

_T = TypeVar("_T")


def open_store(offer: StoreOffer, url: str) -> Store:
    """Return the store that *url* names.

    Raises:
        StoreError: The plugin failed.
    """
    with _blame(offer.provider, url):
        store = offer.store(url)
        return GuardedStore(store, str(store.name), offer.provider)


class GuardedStore:
    """Pass everything on to a plugin's store, and name the plugin when it fails.

    Args:
        store: The plugin's.
        name: Its name.
        plugin: The distribution that brought it.
    """

    def __init__(self, store: Store, name: str, plugin: str) -> None:
        self._store = store
        self._plugin = plugin
        self.name = name

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all whole lines from the offset *after* on."""
        with _blame(self._plugin, self.name):
            yield from self._store.read(after)

    def tail(self) -> bytes:
        """Return what stands after the last line end; empty is as it should be."""
        with _blame(self._plugin, self.name):
            return self._store.tail()

    def append(
        self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
    ) -> None:
        """Keep the lines that *write* returns."""
        ours = _Ours(write)
        with self._blame_for_writing(ours):
            self._store.append(ours, sync=sync)

    def sync(self) -> None:
        """Make all that was appended survive a power cut."""
        with self._blame_for_writing(None):
            self._store.sync()

    def rewrite(
        self, write: Callable[[], Iterable[bytes]], *, aside: bytes = b""
    ) -> str:
        """Replace all lines by those that *write* returns, or change nothing."""
        ours = _Ours(write)
        with self._blame_for_writing(ours):
            return self._store.rewrite(ours, aside=aside)

    @contextlib.contextmanager
    def _blame_for_writing(self, ours: "_Ours[Any] | None") -> Iterator[None]:
        try:
            with _blame(self._plugin, self.name):
                yield
        except StoreError as error:
            if ours is not None and ours.raised is not None:
                raise ours.raised from None
            # It did not say whether the lines are there, so nobody can.
            why = f"the plugin {self._plugin} failed ({error.why}); verify the log"
            raise DurabilityUnknownError(self.name, why) from error.__cause__


class _Ours(Generic[_T]):
    """What the store is to call, remembering an error that is not the plugin's."""

    def __init__(self, write: Callable[[], _T]) -> None:
        self._write = write
        self.raised: Exception | None = None

    def __call__(self) -> _T:
        try:
            return self._write()
        except Exception as error:
            self.raised = error
            raise


@contextlib.contextmanager
def _blame(plugin: str, name: str) -> Iterator[None]:
    try:
        yield
    except Chrono56Error:
        raise
    except (Exception, SystemExit) as error:
        raise StoreError(name, failure(error), plugin) from error
