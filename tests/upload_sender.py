"""Send a file in small parts until killed: `python upload_sender.py DATABASE ID`.

The file comes on standard input. Each part that is safe is acknowledged by a line that
says how much has been received.
"""

from __future__ import annotations

import sys

from ilium.store import open_store

PART = 10_000

if __name__ == "__main__":
    data = sys.stdin.buffer.read()
    uploads = open_store(sys.argv[1]).uploads
    for at in range(0, len(data), PART):
        received = uploads.write(sys.argv[2], at, data[at : at + PART]).received
        sys.stdout.write(f"{received}\n")
        sys.stdout.flush()
