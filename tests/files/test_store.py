"""The store: whole or not at all, under the hash, swept when nobody names it."""

import hashlib
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pollwright.acting import Actor
from pollwright.audit.operations import NothingRecorded
from pollwright.files.content import Content, ContentDamaged, ContentMissing, Placed, StoreFull
from pollwright.files.kinds import UnknownFileKind
from pollwright.files.models import StoredFile
from pollwright.files.store import (
    clean_name,
    content,
    discard,
    keep,
    open_content,
    path_of,
    place,
    sweep_orphans,
    workspace,
)
from tests.files.storing import keep_file

ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
"""SHA-256 of "abc": the example of FIPS 180-4, appendix B.1."""
DAY = 24 * 60 * 60


def everything_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file() and path.name != "lock"]


def make_old(sha256: str) -> None:
    long_ago = time.time() - 2 * DAY
    os.utime(content().path_of(sha256), (long_ago, long_ago))


@contextmanager
def no_file_may_pass(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_content_lies_under_its_sha256(files_root: Path) -> None:
    placed = place(b"abc")

    assert placed == Placed(ABC, 3)
    assert (files_root / "objects" / "ba" / "78" / ABC).read_bytes() == b"abc"


def test_a_file_is_copied_and_the_original_stays(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"abc")

    assert place(source) == Placed(ABC, 3)
    assert source.read_bytes() == b"abc"


def test_a_file_made_in_a_workspace_is_taken_and_the_workspace_goes(files_root: Path) -> None:
    with workspace() as folder:
        (folder / "edition.csv").write_bytes(b"abc")
        place(folder / "edition.csv", take=True)
        (folder / "scratch").write_bytes(b"scratch")

    assert everything_in(files_root) == [files_root / "objects" / "ba" / "78" / ABC]


def test_the_same_content_twice_is_stored_once(files_root: Path) -> None:
    place(b"abc")
    place(b"abc")

    assert len(everything_in(files_root)) == 1


def test_placing_content_again_mends_damage() -> None:
    place(b"abc")
    stored = content().path_of(ABC)
    stored.chmod(0o600)
    stored.write_bytes(b"abd")

    place(b"abc")

    assert content().open(ABC, verify=True).read() == b"abc"


def test_a_full_disk_is_refused_and_leaves_nothing(files_root: Path) -> None:
    with no_file_may_pass(4096), pytest.raises(StoreFull):
        place(b"x" * 10_000)

    assert everything_in(files_root) == []


def test_a_full_disk_while_copying_is_refused_and_leaves_nothing(files_root: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"x" * 3_000_000)

    with no_file_may_pass(2_000_000), pytest.raises(StoreFull):
        place(source)

    assert everything_in(files_root) == []


def test_a_full_disk_rolls_the_whole_operation_back(head: Actor, files_root: Path) -> None:
    with no_file_may_pass(4096), pytest.raises(StoreFull):
        keep_file(actor=head, source=b"x" * 10_000)

    assert (StoredFile.objects.count(), everything_in(files_root)) == (0, [])


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "", "BA" * 32, "0" * 63, "0" * 63 + "\n", "../" + "0" * 61])
def test_only_a_hash_becomes_a_path(hostile: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        content().path_of(hostile)


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("register.csv", "register.csv"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\sam\\register.xlsx", "register.xlsx"),
        ("regis\r\nter\x00.csv", "register.csv"),
        ("exe\u202evsc.register", "exevsc.register"),
        ("..", "file"),
        ("", "file"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_names_lose_folders_and_tricks(given: str, cleaned: str) -> None:
    assert clean_name(given) == cleaned


def test_a_kept_file_can_be_read_again(head: Actor) -> None:
    stored = keep_file(actor=head, source=b"abc", rows=1)

    assert (stored.sha256, stored.bytes, stored.rows, stored.kind) == (ABC, 3, 1, "import")
    assert open_content(stored, verify=True).read() == b"abc"
    assert path_of(stored).read_bytes() == b"abc"


def test_a_file_is_kept_only_inside_an_operation(head: Actor) -> None:
    with pytest.raises(NothingRecorded):
        keep(actor=head, source=b"abc", name="a.csv", media_type="text/csv", kind="import")


def test_an_undeclared_kind_is_a_fault(head: Actor) -> None:
    with pytest.raises(UnknownFileKind):
        keep_file(actor=head, kind="sundry")


def test_changed_content_is_not_given_out(head: Actor) -> None:
    stored = keep_file(actor=head, source=b"abc")
    path = path_of(stored)
    path.chmod(0o600)
    path.write_bytes(b"abd")

    with pytest.raises(ContentDamaged):
        open_content(stored, verify=True)


def test_keeping_what_was_swept_is_refused(head: Actor) -> None:
    placed = place(b"abc")
    content().path_of(ABC).unlink()

    with pytest.raises(ContentMissing):
        keep_file(actor=head, source=placed)

    assert StoredFile.objects.count() == 0


def test_the_sweep_takes_old_content_that_no_row_names(head: Actor, files_root: Path) -> None:
    kept = keep_file(actor=head, source=b"kept").sha256
    orphan, fresh = place(b"orphan").sha256, place(b"fresh").sha256
    make_old(kept)
    make_old(orphan)

    assert sweep_orphans() == 1
    assert set(content().hashes()) == {kept, fresh}


def test_the_sweep_spares_what_another_authority_keeps(head: Actor, stranger: Actor) -> None:
    kept = keep_file(actor=stranger, source=b"kept").sha256
    make_old(kept)

    assert sweep_orphans() == 0


def test_the_sweep_takes_what_a_crashed_maker_left(db: None, files_root: Path) -> None:
    left = files_root / "making" / "0f"
    left.mkdir(parents=True)
    (left / "half.csv").write_bytes(b"half")
    long_ago = time.time() - 2 * DAY
    os.utime(left, (long_ago, long_ago))

    assert (sweep_orphans(), everything_in(files_root)) == (1, [])


def test_keeping_old_content_renews_it_before_the_row_can_be_seen(head: Actor) -> None:
    placed = place(b"abc")
    make_old(ABC)

    content().renew(ABC)

    assert content().remove(placed.sha256, untouched_seconds=DAY) is False


def test_discarding_spares_what_another_row_holds(head: Actor) -> None:
    stored = keep_file(actor=head, source=b"abc")
    make_old(ABC)

    assert discard([stored.sha256]) == 0
    assert hashlib.sha256(open_content(stored).read()).hexdigest() == ABC


def test_the_folder_of_a_new_store_is_its_owners_alone(tmp_path: Path) -> None:
    root = tmp_path / "files"

    Content(root).place(b"abc")

    assert root.stat().st_mode & 0o077 == 0
