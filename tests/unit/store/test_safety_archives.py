"""Archives that are not what they say are refused before they are unfolded."""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import suppress

import pytest

from ilium.errors import FileFormatError
from ilium.store.archive import SMALL, read_archive
from ilium.store.backup import KIND
from stored import someone


def archive(path, members: dict[str, bytes], **options) -> None:
    """An archive with a true manifest."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    told = {"kind": KIND, "schema": "0002", "files": hashes} | options
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
        made.writestr("manifest.json", json.dumps(told))


def test_a_file_that_unfolds_beyond_measure_is_refused(store, tmp_path):
    path = tmp_path / "bomb.zip"
    archive(path, {"files/zeros": bytes(20 * SMALL)})
    assert path.stat().st_size < SMALL / 10
    with pytest.raises(FileFormatError, match="unfold"):
        store.restore(path)


def test_an_entry_that_announces_less_than_it_holds_is_refused(tmp_path):
    """Unpacking stops at what was announced, and the checksum does not fit."""
    path = tmp_path / "liar.zip"
    archive(path, {"files/zeros": bytes(20 * SMALL)})
    data = path.read_bytes()
    true, false = (20 * SMALL).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert true in data
    path.write_bytes(data.replace(true, false))
    with pytest.raises(FileFormatError):
        read_archive(path, KIND)


def test_entries_that_share_their_bytes_are_refused(tmp_path):
    """As overlapping bombs do: many entries of one and the same packed file."""
    path = tmp_path / "overlap.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("files/a", bytes(range(256)) * 4000)
        made.writestr("manifest.json", json.dumps({"kind": KIND, "files": {}}))
        first = made.infolist()[0]
        for number in range(2000):
            again = zipfile.ZipInfo(f"files/{number}")
            for name in ("compress_type", "compress_size", "file_size", "CRC"):
                setattr(again, name, getattr(first, name))
            again.header_offset = first.header_offset
            made.filelist.append(again)
    with pytest.raises(FileFormatError, match="unfold"):
        read_archive(path, KIND)


@pytest.mark.parametrize("name", ["files/../../escaped", "/escaped", "files/x/../../y"])
def test_no_name_in_an_archive_is_a_path(store, tmp_path, name):
    path = tmp_path / "slip.zip"
    archive(path, {name: b"caught"})
    before = {each for each in tmp_path.rglob("*") if each.is_file()}
    with suppress(FileFormatError):
        store.restore(path)
    after = {each for each in tmp_path.rglob("*") if each.is_file()}
    outside = {e for e in after - before if "files" not in e.parts}
    assert not any(b"caught" in e.read_bytes() for e in outside)


def test_an_honest_backup_passes(store, tmp_path):
    """Negative control, with text that repeats itself."""
    for _ in range(3):
        someone(store, "a" * 5000)
    store.back_up(tmp_path / "all.zip")
    assert store.restore(tmp_path / "all.zip", replace=True) == 3
