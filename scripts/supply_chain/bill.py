"""The bill of materials: everything that the locks and the app's pages hold."""

# pyright: reportCallIssue=false, reportArgumentType=false
# pyright: reportAttributeAccessIssue=false
# The library's decorators hide its classes from type checkers.

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from supply_chain.licence_table import Row, rows
from supply_chain.locks import (
    ROOT,
    PagePackage,
    Pinned,
    lock_files,
    read_lock,
    read_page_lock,
)

Key = tuple[str, str]
VENDOR = Path("src/ilium/app/static/vendor")
OWN = ("README.md", ".lock", ".d.ts")
"""Files beside the vendored ones that scripts/assets or we wrote."""
NAMESPACE = uuid.UUID("6f0c2b8e-6f1c-5c0c-9d7b-1a4f6ed1b0aa")
"""Of serial numbers, which follow from the content."""


def bill(version: str, root: Path = ROOT) -> str:
    """The bill of materials as CycloneDX 1.6 JSON, the same for the same locks.

    Parameters
    ----------
    version
        Of ilium.
    root
        Folder of the project, with the app's assets and npm's packages.

    Returns
    -------
    str
        JSON with a line break at its end.
    """
    own = Component(
        name="ilium",
        version=version,
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("MIT")],
        bom_ref="ilium",
    )
    bom = Bom(metadata=BomMetaData(component=own))
    pinned = [each for lock in lock_files(root) for each in read_lock(lock)]
    table = {(each.kind, each.name, each.version): each for each in rows(root)}
    python = {key: _python(key, pinned, table) for key in {p.key for p in pinned}}
    page_packages = read_page_lock(root / "package-lock.json")
    files = vendored(root)
    pages = [_page(each, table, files.get(each.name, [])) for each in page_packages]
    models = _models()
    for each in [*python.values(), *pages, *models]:
        bom.components.add(each)
    direct = [python[p.key] for p in pinned if any(_asks(x) for x in p.parents)]
    bom.register_dependency(own, [*direct, *pages, *models])
    for key, wanted in _wanted(root).items():
        bom.register_dependency(python[key], [python[each] for each in wanted])
    return _written(bom)


def _wanted(root: Path) -> dict[Key, set[Key]]:
    """What each package asks for, within the locks that hold both."""
    found: dict[Key, set[Key]] = {}
    for lock in lock_files(root):
        packages = read_lock(lock)
        for each in packages:
            asked = {other.key for other in packages if each.name in other.parents}
            found.setdefault(each.key, set()).update(asked)
    return found


def vendored(root: Path = ROOT) -> dict[str, list[Path]]:
    """The files of the app that came from npm, by the package that holds their bytes.

    Parameters
    ----------
    root
        Folder of the project.

    Returns
    -------
    dict
        Paths relative to the root.

    Raises
    ------
    ValueError
        Where a file is in no package: nobody knows whence it came.
    """
    origins: dict[str, str] = {}
    for package in read_page_lock(root / "package-lock.json"):
        for file in sorted((root / "node_modules" / package.name).rglob("*")):
            inner = file.relative_to(root / "node_modules" / package.name)
            if file.is_file() and "node_modules" not in inner.parts:
                origins.setdefault(_sha256(file), package.name)
    found: dict[str, list[Path]] = {}
    for file in sorted((root / VENDOR).rglob("*")):
        if file.is_file() and not file.name.endswith(OWN):
            package = origins.get(_sha256(file))
            if package is None:
                raise ValueError(f"{file.name}: no npm package holds it.")
            found.setdefault(package, []).append(file.relative_to(root))
    return found


def _python(
    key: Key, pinned: list[Pinned], table: dict[tuple[str, str, str], Row]
) -> Component:
    row = table["python", *key]
    hashes = {digest for each in pinned if each.key == key for digest in each.hashes}
    return Component(
        name=row.name,
        version=row.version,
        bom_ref=f"pypi:{row.name}@{row.version}",
        purl=PackageURL(type="pypi", name=row.name, version=row.version),
        scope=_scope(row),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in hashes],
        licenses=[LicenseExpression(row.licence)],
        properties=[Property(name="ilium:needed-for", value=", ".join(row.needed))],
    )


def _page(
    package: PagePackage, table: dict[tuple[str, str, str], Row], files: list[Path]
) -> Component:
    row = table["page", package.name, package.version]
    group, _, name = package.name.rpartition("/")
    purl = PackageURL(
        type="npm", namespace=group or None, name=name, version=row.version
    )
    return Component(
        name=name,
        group=group or None,
        version=row.version,
        bom_ref=f"npm:{row.name}@{row.version}",
        purl=purl,
        scope=_scope(row),
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=package.sha512)],
        licenses=[LicenseExpression(row.licence)],
        properties=[Property(name="ilium:needed-for", value=", ".join(row.needed))],
        components=[_file(each) for each in files],
    )


def _file(path: Path) -> Component:
    return Component(
        name=path.as_posix(),
        type=ComponentType.FILE,
        bom_ref=f"file:{path.as_posix()}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_sha256(ROOT / path))],
    )


def _models() -> Iterable[Component]:
    from ilium.vision.weights import WEIGHTS  # noqa: PLC0415 - the rest needs no ilium

    return [
        Component(
            name=f"blazepose-{each.name}",
            type=ComponentType.MACHINE_LEARNING_MODEL,
            bom_ref=f"model:blazepose-{each.name}",
            scope=ComponentScope.OPTIONAL,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=h)
                    for h in each.sha256],
            licenses=[LicenseExpression("Apache-2.0")],
            properties=[Property(name="ilium:needed-for", value="extra video")],
        )
        for each in WEIGHTS
    ]  # fmt: skip


def _scope(row: Row) -> ComponentScope:
    if "run" in row.needed:
        return ComponentScope.REQUIRED
    return ComponentScope.OPTIONAL if row.shipped else ComponentScope.EXCLUDED


def _asks(parent: str) -> bool:
    return parent == "ilium" or parent.startswith("ilium:")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _written(bom: Bom) -> str:
    content = json.loads(JsonV1Dot6(bom).output_as_string())
    del content["metadata"]["timestamp"]
    del content["serialNumber"]
    text = json.dumps(content, sort_keys=True)
    content["serialNumber"] = uuid.uuid5(NAMESPACE, text).urn
    return json.dumps(content, indent=1, sort_keys=True) + "\n"
