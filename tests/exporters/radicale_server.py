"""A radicale server on the loopback, for as long as a test needs it."""

import http.client
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs

_USER: Final = "anna"
_WAIT: Final = 0.1
_MOST: Final = 100  # times
_QUERY: Final = """<?xml version="1.0"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start}" end="{end}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""


@attrs.frozen
class Server:
    """Speak CalDAV to a server.

    Attributes:
        port: Where it listens.
    """

    port: int

    def put(self, data: bytes) -> None:
        """Put a whole calendar there."""
        said = self._ask("PUT", f"/{_USER}/1956/", data, "text/calendar")
        assert said[0] == 201, said

    def get(self) -> bytes:
        """Get the whole calendar back."""
        status, data = self._ask("GET", f"/{_USER}/1956/")
        assert status == 200
        return data

    def uids_between(self, start: str, end: str) -> list[str]:
        """Ask for the ids of the events between two instants."""
        query = _QUERY.format(start=start, end=end).encode()
        status, data = self._ask("REPORT", f"/{_USER}/1956/", query, "application/xml")
        assert status == 207
        return re.findall(r"^UID:(\S+)", data.decode(), re.MULTILINE)

    def _ask(
        self, method: str, path: str, body: bytes = b"", media: str = ""
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        login = b64encode(f"{_USER}:any".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Depth": "1"}
        connection.request(method, path, body, headers | {"Content-Type": media})
        with connection.getresponse() as answer:
            return answer.status, answer.read()


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    """Run a server that keeps its calendars in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = (
        *("--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"),
        *("--storage-filesystem-folder", str(folder / "radicale")),
        *("--server-max-content-length", "100000000"),
    )
    command = [sys.executable, "-m", "radicale", "--config", "", *options]
    with (folder / "radicale.log").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            _await(process, port, folder / "radicale.log")
            yield Server(port)
        finally:
            process.terminate()
            process.wait()


def _await(process: "subprocess.Popen[bytes]", port: int, said: Path) -> None:
    for _ in range(_MOST):
        assert process.poll() is None, said.read_text()
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(_WAIT)
    raise AssertionError(said.read_text())
