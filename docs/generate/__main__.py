"""`python -m docs.generate [--check]`: write the generated pages, or tell which are out of date (exit code 1)."""

import importlib
import pkgutil
import sys
from pathlib import Path

import pollwright
from pollwright.cli.installation import set_up

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
PAGES = {
    "commands.md": "docs.generate.commands:commands",
    "permissions.md": "pollwright.access.matrix:markdown",
    "refusals.md": "docs.generate.codes:refusals",
    "findings.md": "docs.generate.codes:finding_kinds",
    "events.md": "docs.generate.codes:events",
    "operations.md": "docs.generate.work:operations",
    "work.md": "docs.generate.work:jobs",
    "layouts.md": "docs.generate.layouts:layouts",
    "settings.md": "docs.generate.settings:settings",
    "station-data.md": "docs.generate.station_data:station_data",
}
"""Each generated page, and the function that writes it; they are imported once Django is set up."""


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` only say which are out of date; return the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    stale = [name for name, text in written().items() if not is_current(name, text)]
    for name in stale:
        sys.stdout.write(f"{name}\n")
        if not arguments:
            (REFERENCE / name).write_text(written()[name])
    return 1 if stale and arguments else 0


def written() -> dict[str, str]:
    """Return every generated page as it should be: file name and text. Needs no database."""
    set_up()
    for module in pkgutil.walk_packages(pollwright.__path__, "pollwright."):
        if not module.name.endswith(("__main__", ".wsgi")):
            importlib.import_module(module.name)
    made = {}
    for name, place in PAGES.items():
        module_name, _, function = place.partition(":")
        made[name] = getattr(importlib.import_module(module_name), function)()
    return made


def is_current(name: str, text: str) -> bool:
    """Return whether the page stands as it should."""
    page = REFERENCE / name
    return page.exists() and page.read_text() == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
