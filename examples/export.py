"""Export the bundled chronology to a calendar, a table and a document.

Run it in an empty folder: ``python export.py``.
"""

import chrono56 as c56

FILES = {"ical": "1956.ics", "csv": "1956.csv", "markdown": "1956.md"}

chronology = c56.open_bundled().chronology()
for format_name, path in FILES.items():
    report = c56.export(chronology, format_name, path, language="hu")
    print(f"{path}: {report}; SHA-256 {report.sha256[:12]}…")
