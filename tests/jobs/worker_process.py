"""A worker in a process of its own, which tests may kill: `python -m tests.jobs.worker_process`."""

import logging

import django

if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    django.setup()
    from pollwright.jobs.worker import run_worker
    from tests.jobs import handlers  # noqa: F401 (registers the kinds)

    run_worker(concurrency=1)
