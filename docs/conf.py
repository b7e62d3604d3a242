"""How the documentation is built: ``sphinx-build -n -W docs docs/_build/html``."""

project = "chrono56"
author = "The chrono56 developers"
project_copyright = "2026, the chrono56 developers"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "chrono56"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
