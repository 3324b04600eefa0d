"""How a demonstration lives and ends: one at a time, told to stop, and its children with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pollwright.synth.demonstration_serving import only_one, told_to_stop
from pollwright.terminal import CommandFailed

WATCH = (
    "import threading, time; from pollwright.synth.demonstration_child import _end_with_the_demonstration as watch;"
    "threading.Thread(target=watch, daemon=True).start(); print('up', flush=True); time.sleep(60)"
)


def test_a_second_demonstration_of_a_folder_is_refused_while_the_first_lives(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(CommandFailed), only_one(tmp_path):
        pass

    with only_one(tmp_path):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_of_being_told_to_stop_is_an_interruption(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt), told_to_stop():
        _tell(number)


def _tell(number: signal.Signals) -> None:
    os.kill(os.getpid(), number)
    time.sleep(5)


def test_the_error_of_a_library_that_was_interrupted_is_an_interruption() -> None:
    def library() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt as interruption:
            raise RuntimeError("Query interrupted") from interruption

    with pytest.raises(KeyboardInterrupt), told_to_stop():
        library()


def test_an_error_without_an_interruption_stays_what_it_is() -> None:
    with pytest.raises(RuntimeError, match="a fault"), told_to_stop():
        raise RuntimeError("a fault")


def test_a_child_ends_when_whoever_started_it_is_gone() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", WATCH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == b"up\n"

    child.stdin.close()  # what the system does with the pipe of a process that was killed

    assert child.wait(30) == -signal.SIGTERM
    child.stdout.close()
