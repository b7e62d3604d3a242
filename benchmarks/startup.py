"""CPU time of whole processes, cold: ``python benchmarks/startup.py``.

Prints the median of user and system time over 15 runs for bare Python, ``--help`` and
quick questions to the bundled chronology (its read model present).
"""

import os
import statistics
import subprocess
import sys
import tempfile

RUNS = 15
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import attrs'": ["-c", "import attrs"],
    "import chrono56, open_log": [
        "-c",
        "import chrono56; chrono56.open_log('memory:', by='anna')",
    ],
    "chrono56 --help": ["-m", "chrono56", "--help"],
    "chrono56 on 11-04": ["-m", "chrono56", "on", "11-04"],
    "chrono56 search nagy": ["-m", "chrono56", "search", "nagy"],
    "chrono56 show nagy-trial": ["-m", "chrono56", "show", "nagy-trial"],
}


def cpu_ms(arguments: list[str]) -> float:
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, used = os.wait4(process.pid, 0)
    return (used.ru_utime + used.ru_stime) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as cache:
        os.environ["CHRONO56_CACHE"] = cache
        for name, arguments in COMMANDS.items():
            cpu_ms(arguments)  # the first one builds the read model
            runs = [cpu_ms(arguments) for _ in range(RUNS)]
            print(f"{statistics.median(runs):7.1f} ms  {name}")


if __name__ == "__main__":
    main()
