"""A plugin that is a file of Python and was never installed."""

import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import attrs


@attrs.frozen
class PluginFile:
    """Stand for the entry point that a file does not have.

    In the file itself ``f"{__name__}:Attribute"`` is what a factory is called.

    Attributes:
        path: The file; its name stands for entry point and distribution.
    """

    path: Path
    version: str = attrs.field(default="", init=False)

    @property
    def name(self) -> str:
        """Give the file's name."""
        return self.path.name

    @property
    def dist(self) -> "PluginFile":
        """Give what has a name and a version, in the distribution's stead."""
        return self

    def load(self) -> ModuleType:
        """Run the file as a module that can be imported from now on.

        Raises:
            OSError: It can't be read.
            Exception: Whatever it raises.
        """
        path = self.path.resolve()
        mark = sha256(str(path).encode(errors="surrogateescape")).hexdigest()[:8]
        module = ModuleType(f"chrono56_file_{mark}")
        module.__file__ = str(path)
        code = compile(path.read_bytes(), str(path), "exec")
        sys.modules[module.__name__] = module
        try:
            exec(code, vars(module))  # noqa: S102 - the file that the user named
        except BaseException:
            del sys.modules[module.__name__]
            raise
        return module
