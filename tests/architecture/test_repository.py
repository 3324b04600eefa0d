"""What must stand nowhere in the repository: the machine it was written on, the hosts its packages came from, secrets."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.package import ROOT

# Written in pieces, so that this file is not among what it looks for
HOSTS = [
    "pypi" + r"\.org",
    "pythonhosted" + r"\.org",
    "npmjs" + r"\.(org|com)",
    "registry" + r"\.yarnpkg",
    "arti" + "factory",
    "extra-index" + "-url",
    "find" + "-links",
]
MACHINE = [
    r"(?<![\w./-])/" + r"work(/|\b)(?=main|shared|\.)",
    r"(?<![\w./-])/" + r"root(/|$)",
    r"(?<![\w./-])/" + r"home/\w+/",
    r"(?<![\w./-])/" + r"tmp/(?!\s)[\w.-]+/",
    r"(?<![\w./-])/" + r"farm/",
    r"/" + r"Users/\w+/",
]
SECRETS = [
    "BEGIN " + "(RSA |EC |OPENSSH )?PRIVATE KEY",
    "AKIA" + "[0-9A-Z]{16}",
    r"gh[pous]_" + "[A-Za-z0-9]{36}",
]
BINARY = {".ttf", ".woff", ".woff2", ".png", ".pdf", ".xlsx", ".parquet", ".zip", ".ico", ".gz", ".zst"}
LARGEST_BYTES = 2_000_000


def tracked() -> list[Path]:
    """Return the files that git keeps, or would if they were added now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in said.split("\0") if name and (ROOT / name).is_file()]


def lines_with(patterns: list[str]) -> Iterator[str]:
    """Yield the places of the repository whose text matches one of the patterns."""
    wanted = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    for path in tracked():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_bytes().decode(errors="replace").splitlines(), 1):
            if found := wanted.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {found[0]}"


def test_no_package_registry_is_named() -> None:
    assert list(lines_with(HOSTS)) == []


def test_no_path_of_the_machine_it_was_written_on_is_named() -> None:
    assert list(lines_with(MACHINE)) == []


def test_no_secret_is_kept() -> None:
    assert list(lines_with(SECRETS)) == []


def test_no_file_is_larger_than_a_reviewer_can_look_at() -> None:
    large = {str(path.relative_to(ROOT)): path.stat().st_size for path in tracked()}

    assert {name: size for name, size in large.items() if size > LARGEST_BYTES} == {}


@pytest.mark.parametrize("kind", ["runtime", "dev", "docs"])
def test_every_pinned_package_has_its_hashes(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()

    bare = [block for block in re.split(r"\n(?=\S)", text) if block.strip() and "--hash=sha256:" not in block]

    assert bare == []


@pytest.mark.parametrize(("patterns", "line"), [(HOSTS, "https://py" + "pi.org/simple"), (MACHINE, "at /ro" + "ot/x")])
def test_what_must_not_stand_would_be_found(patterns: list[str], line: str) -> None:
    assert any(re.search(pattern, line) for pattern in patterns)
