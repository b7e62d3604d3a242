"""An environment in which nothing is installed but chrono56 and what it needs."""

import os
import subprocess
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

# As on a computer without a network: hatchling is that of the tests.
_OFFLINE: Final = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # "0" is what pip takes for yes
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@attrs.frozen
class Clean:
    """Run commands in a virtual environment of its own."""

    folder: Path

    @staticmethod
    def made(folder: Path) -> "Clean":
        """Make the environment; the tests' own packages can be imported there."""
        venv.create(folder, symlinks=True)
        place = sysconfig.get_path(
            "purelib", vars={"base": str(folder), "platbase": str(folder)}
        )
        ours = [sysconfig.get_path("purelib"), str(Path(__file__).parents[2] / "src")]
        lines = [f"import site; site.addsitedir({one!r})\n" for one in ours]
        (Path(place) / "ours.pth").write_text("".join(lines), encoding="utf-8")
        return Clean(folder)

    def run(self, command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
        """Run a command of the shell in a folder."""
        return subprocess.run(  # noqa: S602 - the words of our own documentation
            command,
            shell=True,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env=self._environ(),
        )

    def _environ(self) -> Mapping[str, Any]:
        programs = self.folder / ("Scripts" if os.name == "nt" else "bin")
        kept = {
            name: value for name, value in os.environ.items() if "PYTHON" not in name
        }
        path = os.pathsep.join([str(programs), os.environ["PATH"]])
        return {**kept, **_OFFLINE, "PATH": path, "COLUMNS": "80"}
