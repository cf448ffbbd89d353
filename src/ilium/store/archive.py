"""Archives: ZIP files whose manifest holds the hash of everything in them."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Final

from ilium import __version__
from ilium.core.atomic import replace_file
from ilium.core.parsing import json_of
from ilium.core.system_errors import reason_of, remedy_of, shortened
from ilium.errors import FileFormatError, InputError
from ilium.store.files import sync_folder

MANIFEST: Final = "manifest.json"
MOST_UNFOLDING: Final = 100
"""How much larger than packed a file may be; tables of text reach about 30."""
SMALL: Final = 10_000_000
"""What any file may unfold to [bytes]."""
DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, TypeError, EOFError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What `zipfile` raises on an archive that is damaged, encrypted or of another kind."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def write_archive(
    path: Path,
    members: Iterable[tuple[str, bytes]],
    **facts: Any,  # noqa: ANN401
) -> Path:
    """Write an archive that is whole or not there; same contents, same bytes.

    Parameters
    ----------
    path
        Where to; only its owner may read it.
    members
        Name and bytes of each file in it.
    **facts
        What the manifest says beside the hashes.

    Returns
    -------
    Path
        The archive.

    Raises
    ------
    InputError
        Where it cannot be written.
    """
    try:
        replace_file(path, partial(_write, members=members, facts=facts))
        sync_folder(path.parent)
    except OSError as error:
        raise InputError(
            f"The archive {shortened(path.name)!r} cannot be written: "
            f"{reason_of(error)}.",
            remedy_of(error),
        ) from error
    return path


def _write(
    path: Path, *, members: Iterable[tuple[str, bytes]], facts: dict[str, Any]
) -> None:
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        _fill(file, members, facts)
        file.flush()
        os.fsync(file.fileno())


def _fill(
    file: Any,  # noqa: ANN401
    members: Iterable[tuple[str, bytes]],
    facts: dict[str, Any],
) -> None:
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            hashes[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(_info(name), data)
        stated = {"ilium": __version__, **facts, "files": hashes}
        archive.writestr(_info(MANIFEST), document(stated))


def _info(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _EPOCH)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o600 << 16
    return made


def read_archive(path: Path, kind: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Read an archive and compare everything in it with its manifest.

    Parameters
    ----------
    path
        The archive.
    kind
        What its manifest must call it.

    Returns
    -------
    dict
        The manifest.
    dict
        Name to bytes of each file.

    Raises
    ------
    FileFormatError
        Where it is something else, or damaged.
    """
    remedy = "Give an archive that `ilium store backup` wrote, as it was written."
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(path, archive)
            manifest = json_of(archive.read(MANIFEST))
            stated = dict(manifest["files"])
            members = {name: archive.read(name) for name in stated}
            extra = set(archive.namelist()) - {MANIFEST, *stated}
    except FileFormatError:
        raise
    except OSError as error:
        problem = f"The archive {path.name!r} cannot be read: {error.strerror}."
        raise FileFormatError(problem, remedy) from error
    except DAMAGED as error:
        problem = f"The archive {path.name!r} is damaged, or none of ilium."
        raise FileFormatError(problem, remedy) from error
    wrong = [
        n for n, d in members.items() if hashlib.sha256(d).hexdigest() != stated[n]
    ]
    if wrong or extra or manifest.get("kind") != kind:
        raise FileFormatError(
            f"The archive {path.name!r} does not match its own manifest.", remedy
        )
    return manifest, members


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose files would unfold to far more than they are.

    `zipfile` reads no more of a file than its entry announces, so that the entries can
    be judged before anything is unfolded.
    """
    entries = archive.infolist()
    packed = sum(each.compress_size for each in entries)
    unfolds = any(
        each.file_size > SMALL + MOST_UNFOLDING * each.compress_size for each in entries
    )
    named = [each.filename for each in entries]
    if unfolds or packed > path.stat().st_size or len(named) != len(set(named)):
        raise FileFormatError(
            f"The archive {path.name!r} would unfold to far more than it holds.",
            "Give an archive that `ilium store backup` wrote, as it was written.",
        )


def document(contents: Any) -> bytes:  # noqa: ANN401
    """JSON, readable and repeatable."""
    text = json.dumps(contents, indent=1, sort_keys=True, ensure_ascii=False)
    return (text + "\n").encode()
