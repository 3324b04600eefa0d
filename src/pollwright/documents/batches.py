"""Setting many papers in worker processes: one PDF file for each, all of them or none."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pollwright.documents.crew import BatchCancelled, BatchFailed, Crew, Job, Limits
from pollwright.documents.typesetting import Paper, Standard, data_of

__all__ = ["BatchCancelled", "BatchFailed", "Limits", "Progress", "RenderedFile", "render_batch"]

_FILE_NAME = re.compile(r"\w[\w.-]{0,120}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A finished PDF.

    :param sha256: hexadecimal digest of the file; the same paper always has the same one.
    :param size: bytes.
    """

    name: str
    path: Path
    sha256: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come.

    :param papers: papers finished.
    :param pages: their pages.
    :param memory: the most that any worker has had resident, in bytes.
    """

    papers: int
    pages: int
    memory: int


def _say_nothing(progress: Progress) -> None:
    """Report no progress."""


def _never() -> bool:
    """Never cancel."""
    return False


def render_batch(
    papers: Iterable[tuple[str, Paper]],
    out_dir: Path,
    *,
    processes: int = 2,
    progress: Callable[[Progress], None] = _say_nothing,
    cancelled: Callable[[], bool] = _never,
    standard: Standard = Standard.ACCESSIBLE_ARCHIVE,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> list[RenderedFile]:
    """Set the papers as `out_dir/NAME.pdf` and return the files in the order of the papers.

    The papers are drawn one at a time as workers come free, and both callbacks are called, in the caller's thread. The
    workers have ended when this returns or raises; where it raises, no file of the batch is left.

    :param papers: file name without ending (ASCII letters, digits, ``_ . -``; no personal data), and paper.
    :param out_dir: an existing directory; files of the same names are replaced.
    :raises BatchFailed: where a paper could not be set or a worker died.
    :raises BatchCancelled: soon after `cancelled()` turned true.
    :raises ValueError: for a file name that is used twice or is not plain.
    """
    done = _Done(progress)
    crew = Crew(processes, limits, done.add, cancelled)
    try:
        for job in _jobs(papers, out_dir, standard):
            done.paths.append(job.path)
            crew.give(job)
        crew.finish()
    except BaseException:
        crew.abandon()
        done.remove_files()
        raise
    _keep_names(out_dir)
    return [done.files[position] for position in sorted(done.files)]


class _Done:
    """What a batch has made so far."""

    def __init__(self, progress: Callable[[Progress], None]) -> None:
        self.files: dict[int, RenderedFile] = {}
        self.paths: list[Path] = []
        self._progress = progress
        self._pages = 0
        self._memory = 0

    def add(self, job: Job, answer: dict[str, Any]) -> None:
        """Note a finished paper and report it."""
        file = RenderedFile(job.name, job.path, answer["sha256"], answer["pages"], answer["size"])
        self.files[job.position] = file
        self._pages += file.pages
        self._memory = max(self._memory, answer["memory"])
        self._progress(Progress(len(self.files), self._pages, self._memory))

    def remove_files(self) -> None:
        """Remove every file of the batch, finished or not."""
        for path in self.paths:
            for found in (path, path.with_suffix(".part")):
                with suppress(FileNotFoundError):
                    found.unlink()


def _jobs(papers: Iterable[tuple[str, Paper]], out_dir: Path, standard: Standard) -> Iterator[Job]:
    """Turn papers into jobs for workers."""
    seen: set[str] = set()
    for position, (name, paper) in enumerate(papers):
        if name in seen or not _FILE_NAME.fullmatch(name):
            raise ValueError(f"Paper {position + 1} of the batch needs a plain file name of its own.")
        seen.add(name)
        path = out_dir / f"{name}.pdf"
        job = {
            "template": paper.template,
            "data": data_of(paper),
            "dated": paper.imprint.dated.isoformat(),
            "standard": standard.name,
            "path": str(path),
        }
        yield Job(position, name, path, json.dumps(job).encode() + b"\n")


def _keep_names(out_dir: Path) -> None:
    """Put the directory's new names on the disk, so that they outlive a power cut."""
    handle = os.open(out_dir, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
