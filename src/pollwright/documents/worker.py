"""The worker process of a batch: reads jobs as JSON lines, writes PDF files, answers with JSON lines.

Run as `python -m pollwright.documents.worker`. It ends when its input does, so a parent that dies leaves no orphan.
"""

import hashlib
import json
import os
import resource
import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from pollwright.documents.typesetting import Standard, Typesetter, TypesettingFailed

_UNIT = 1 if sys.platform == "darwin" else 1024


def main(jobs: TextIO, answers: TextIO) -> None:
    """Set each job's paper and answer with one line: the file's facts, or why there is none."""
    typesetter = Typesetter()
    for line in jobs:
        answers.write(json.dumps(_answer(typesetter, json.loads(line))) + "\n")
        answers.flush()


def _answer(typesetter: Typesetter, job: dict[str, Any]) -> dict[str, Any]:
    """Do one job. A paper that cannot be set is an answer; a full disk too, since others would meet it."""
    try:
        made = typesetter.set_paper(
            job["template"],
            job["data"],
            dated=date.fromisoformat(job["dated"]),
            standard=Standard[job["standard"]],
        )
        _write(Path(job["path"]), made.pdf)
    except TypesettingFailed as failure:
        return {"failed": str(failure)}
    except OSError as error:
        return {"failed": f"the file could not be written ({error.strerror})"}
    return {
        "sha256": hashlib.sha256(made.pdf).hexdigest(),
        "pages": made.pages,
        "size": len(made.pdf),
        "memory": _peak_memory(),
    }


def _peak_memory() -> int:
    """Return the most bytes that were ever resident in this process.

    Where the kernel tells it of the program itself, that is taken: `ru_maxrss` of a process begins at the size of the
    one that started it, so that every worker of a large parent would seem spent after its first paper.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    found = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(found.split()[1]) * 1024


def _write(path: Path, pdf: bytes) -> None:
    """Write the whole file or none of it: to a name of its own, to the disk, and only then under `path`."""
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


if __name__ == "__main__":
    try:
        main(sys.stdin, sys.stdout)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)
