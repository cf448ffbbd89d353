"""A queue in a process of its own, to be killed: `python job_server.py DATABASE`."""

from __future__ import annotations

import sys
import time

import ilium.app.jobs.queue
from ilium.app import Hosting
from ilium.store import open_store

if __name__ == "__main__":
    ilium.app.jobs.queue.WORKER = "job_worker"
    hosting = Hosting(database=sys.argv[1], workers=1)
    ilium.app.jobs.queue.Queue(open_store(hosting.database), hosting).start()
    time.sleep(120.0)
