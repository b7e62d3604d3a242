"""Looking for garbage later, while much is made that stays."""

import gc


class Respite:
    """Let Python look for no cycles of garbage while a block runs.

    It looks whenever so many objects more are there, and now and then goes through all:
    of a million that stay, several times over. What is in no cycle goes at once, as
    always. If it was not looking before, it does not afterwards.

    >>> with Respite():
    ...     gc.isenabled()
    False
    """

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()
