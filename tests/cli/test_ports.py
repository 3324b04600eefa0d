"""Whether a server may listen at a port."""

import socket
import threading

import pytest

from pollwright.cli.ports import free_port, refuse_taken_port
from pollwright.terminal import CommandFailed


def test_a_port_that_another_program_listens_at_is_refused_with_another_to_take() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandFailed) as refusal:
            refuse_taken_port("127.0.0.1", port)

    assert refusal.value.problem == f"Another program listens at port {port} already."
    assert refusal.value.remedy == f"Stop it, or choose another port: --port {port + 1 if port < 65535 else 8000}"


def test_a_port_that_becomes_free_in_time_is_taken() -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    threading.Timer(0.3, taken.close).start()

    refuse_taken_port("127.0.0.1", taken.getsockname()[1], patience=10)


def test_a_free_port_is_free() -> None:
    refuse_taken_port("127.0.0.1", free_port())


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(CommandFailed) as refusal:
        refuse_taken_port("192.0.2.1", 0)  # RFC 5737: an address for documentation, which no machine has

    assert refusal.value.problem.startswith("Nobody can be served at 192.0.2.1: ")
