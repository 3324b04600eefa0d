"""Batches: every paper once and in order, or nothing and no process left."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from pollwright.documents.batches import BatchCancelled, BatchFailed, Limits, Progress, RenderedFile, render_batch
from pollwright.documents.preview import describe
from pollwright.documents.typesetting import Paper, render
from tests.documents.arranged import letter, part

ROOT = Path(__file__).resolve().parents[2]


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    """Return the batch's workers among a process's children."""
    return [child for child in process.children() if is_worker(child)]


def is_worker(process: psutil.Process) -> bool:
    """Say whether the process is a worker that still runs."""
    try:
        return "pollwright.documents.worker" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def own_workers() -> list[psutil.Process]:
    return workers_of(psutil.Process())


def kill_a_worker(_: Progress) -> None:
    """Kill the first worker, as the system does where memory runs out."""
    for worker in own_workers()[:1]:
        worker.send_signal(signal.SIGKILL)


def many(number: int, electors: int = 120) -> Iterator[tuple[str, Paper]]:
    """Yield papers that take a worker a moment each."""
    return ((f"part-{index}", part(electors, code=f"D{index}")) for index in range(number))


def test_files_come_back_in_the_order_of_the_papers_with_their_digests(tmp_path: Path) -> None:
    papers = [(f"part-{electors}", part(electors)) for electors in (300, 1, 60)]

    found = render_batch(papers, tmp_path, processes=2)

    expected = []
    for name, paper in papers:
        pdf = render(paper)
        digest = hashlib.sha256(pdf).hexdigest()
        expected.append(RenderedFile(name, tmp_path / f"{name}.pdf", digest, describe(pdf).pages, len(pdf)))
    assert found == expected
    assert [hashlib.sha256(file.path.read_bytes()).hexdigest() for file in found] == [file.sha256 for file in found]


def test_progress_counts_every_paper_and_page(tmp_path: Path) -> None:
    heard: list[Progress] = []

    render_batch(many(4, electors=1), tmp_path, progress=heard.append)

    assert [(step.papers, step.pages) for step in heard] == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_killed_worker_ends_the_batch_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BatchFailed, match=r"part-\d+: the worker process ended \(signal SIGKILL\)"):
        render_batch(many(8), tmp_path, progress=kill_a_worker)

    assert (list(tmp_path.iterdir()), own_workers()) == ([], [])


def test_a_paper_that_cannot_be_set_is_named_without_its_data(tmp_path: Path) -> None:
    papers = [*many(2), ("letter-7", letter("Secretname 陳")), *((f"more-{name}", paper) for name, paper in many(3))]

    with pytest.raises(BatchFailed) as caught:
        render_batch(papers, tmp_path)

    reason = "documents/papers/officer_letter/officer_letter.typ: no font shows U+9673"
    assert (caught.value.name, caught.value.reason) == ("letter-7", reason)
    assert (list(tmp_path.iterdir()), own_workers()) == ([], [])


def test_a_cancelled_batch_stops_before_the_end_and_leaves_nothing(tmp_path: Path) -> None:
    heard: list[Progress] = []

    with pytest.raises(BatchCancelled):
        render_batch(many(50), tmp_path, progress=heard.append, cancelled=lambda: len(heard) >= 2)

    assert len(heard) <= 3
    assert (list(tmp_path.iterdir()), own_workers()) == ([], [])


def test_a_fault_of_the_caller_leaves_no_process(tmp_path: Path) -> None:
    def fault(_: Progress) -> None:
        raise KeyError("the caller's own")

    with pytest.raises(KeyError):
        render_batch(many(4), tmp_path, progress=fault)

    assert (list(tmp_path.iterdir()), own_workers()) == ([], [])


@pytest.mark.parametrize("limits", [Limits(papers=1), Limits(memory=1)])
def test_a_worker_at_its_limit_is_replaced(limits: Limits, tmp_path: Path) -> None:
    seen: list[int] = []

    def note(_: Progress) -> None:
        seen.extend(worker.pid for worker in own_workers())

    found = render_batch(many(3, electors=1), tmp_path, processes=1, progress=note, limits=limits)

    assert (len(found), len(set(seen))) == (3, 3)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program's own peak apart")
def test_the_memory_of_a_large_parent_is_not_taken_for_the_workers(tmp_path: Path) -> None:
    """A worker of a parent above the limit was replaced after every paper (and a killed one went unnoticed)."""
    script = (
        "import pathlib, sys; from tests.documents.test_render_batch import many, render_batch\n"
        "held = b'1' * (400 << 20); heard = []\n"
        "render_batch(many(1), pathlib.Path(sys.argv[1]), progress=heard.append)\n"
        "print(heard[0].memory >> 20)"
    )

    said = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."},
        capture_output=True,
        text=True,
        check=True,
    )

    assert 0 < int(said.stdout) < 400


def test_a_stuck_worker_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(BatchFailed, match="part-0: not set within 0 seconds"):
        render_batch(many(1, electors=1000), tmp_path, limits=Limits(seconds=0.0))

    assert (list(tmp_path.iterdir()), own_workers()) == ([], [])


@pytest.mark.parametrize("name", ["../escape", "a/b", "", ".hidden", "two\nlines", "a" * 200])
def test_a_file_name_that_is_not_plain_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Paper 1 of the batch"):
        render_batch([(name, part(1))], tmp_path)


def test_a_file_name_used_twice_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Paper 2 of the batch"):
        render_batch([("part", part(1)), ("part", part(2))], tmp_path)

    assert (list(tmp_path.iterdir()), own_workers()) == ([], [])


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BatchFailed, match=r"part-0: the file could not be written \(No such file or directory\)"):
        render_batch(many(1, electors=1), tmp_path / "missing")


def test_no_papers_are_no_files(tmp_path: Path) -> None:
    assert render_batch([], tmp_path) == []


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys; from tests.documents.test_render_batch import many, render_batch\n"
        "render_batch(many(500), pathlib.Path(sys.argv[1]))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, env={**os.environ, "PYTHONPATH": f"src{os.pathsep}."}
    )
    try:
        eventually(lambda: len(workers_of(psutil.Process(parent.pid))) == 2)
        workers = workers_of(psutil.Process(parent.pid))
    finally:
        parent.kill()
        parent.wait()

    eventually(lambda: not any(worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE for worker in workers))


def eventually(true: Callable[[], bool]) -> None:
    """Wait until the condition holds; fail after half a minute."""
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)
