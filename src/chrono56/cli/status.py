"""The exit statuses, as `--help` lists them."""

from typing import Final

OK: Final = 0
NOTHING: Final = 1  # nothing matched, or a check found something
USAGE: Final = 2
DAMAGED: Final = 3
FORMAT_FAILED: Final = 4  # an export or import
NOT_WRITTEN: Final = 5
INTERRUPTED: Final = 130
HUNG_UP: Final = 129
CLOSED_PIPE: Final = 141
TOLD_TO_END: Final = 143
