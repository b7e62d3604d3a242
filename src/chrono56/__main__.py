"""``python -m chrono56``, and the script ``chrono56``."""

import sys

from chrono56.cli.run import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
