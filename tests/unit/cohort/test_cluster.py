"""A real scheduler, real workers, one of them killed; and whom we do not speak to."""

from __future__ import annotations

import datetime as dt
import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from ipaddress import ip_address

import pyarrow.parquet as pq
import pytest

from ilium.cohort.cluster import Certificates, Cluster, check_address
from ilium.cohort.finding import find_study
from ilium.cohort.orders import Run
from ilium.cohort.run import run_cohort
from ilium.cohort.study import Study
from ilium.errors import InputError

QUICK = Run(stages={"musculoskeletal": {"depth": "none"}})
NONE = Certificates()


@contextmanager
def scheduler(folder, workers, *options):
    """A scheduler and its workers, each a process of its own, on loopback."""
    file = folder / "scheduler.json"
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host"]
    start += ["127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen([*start, str(file), *options], **quiet)]
    try:
        wait_for(file.is_file, processes[0])
        work = [sys.executable, "-m", "distributed.cli.dask_worker"]
        work += ["--scheduler-file", str(file), "--nthreads", "1", "--no-nanny"]
        work += ["--no-dashboard", "--local-directory", str(folder), *options]
        work += ["--host", "127.0.0.1"]
        processes += [subprocess.Popen(work, **quiet) for _ in range(workers)]
        yield address_in(file), processes[1:]
    finally:
        for each in reversed(processes):
            each.kill()
            each.wait()


def address_in(file):
    end = time.monotonic() + 20.0
    while True:
        try:
            return json.loads(file.read_text())["address"]
        except ValueError:
            assert time.monotonic() < end


def wait_for(condition, process, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, "the scheduler ended"
        assert time.monotonic() < end, "the scheduler did not start"
        time.sleep(0.05)


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def test_a_cluster_that_loses_a_worker_gives_the_same_tables(
    analysed, study_folder, tmp_path
):
    study, out = find_study(str(study_folder)), tmp_path / "out"
    with scheduler(tmp_path, 2) as (address, workers), Cluster(address) as crew:
        crew._client.wait_for_workers(2, timeout=60)

        def kill(done, _total):
            if done == 2:
                workers[0].send_signal(signal.SIGKILL)

        summary = run_cohort(study, str(out), crew, run=QUICK, progress=kill)
        assert workers[0].wait(10) == -signal.SIGKILL
        assert workers[1].poll() is None
    assert (summary.done, summary.failed) == (8, 1)
    assert files_of(out) == files_of(analysed[0])


def test_an_encrypted_cluster_works_with_certificates_only(study_folder, tmp_path):
    ca, cert, key = certificates(tmp_path)
    options = ["--protocol", "tls", "--tls-ca-file", ca, "--tls-cert", cert]
    options += ["--tls-key", key]
    study = find_study(str(study_folder))
    one, out = Study(root=study.root, jobs=study.jobs[:1]), tmp_path / "out"
    ours = Certificates(ca=ca, cert=cert, key=key)
    with scheduler(tmp_path, 1, *options) as (address, _):
        assert address.startswith("tls://")
        with Cluster(address, ours) as crew:
            assert run_cohort(one, str(out), crew, run=QUICK).done == 1
        strangers = tmp_path / "strangers"
        strangers.mkdir()
        theirs = Certificates(
            **dict(zip(("ca", "cert", "key"), certificates(strangers), strict=True))
        )
        with pytest.raises(InputError, match="No scheduler answers"):
            Cluster(address, theirs)
    assert len(pq.read_table(out / "trials")) == 1


def certificates(folder):
    """An authority of our own, and a certificate that it signed."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "ilium test")])
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    made = []
    for number, own in enumerate(keys):
        builder = (
            x509.CertificateBuilder()
            .subject_name(
                name
                if not number
                else x509.Name(
                    [x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")]
                )
            )
            .issuer_name(name)
            .public_key(own.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(start + dt.timedelta(days=30))
            .add_extension(x509.BasicConstraints(not number, None), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(own.public_key()),
                critical=False,
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(
                    keys[0].public_key()
                ),
                critical=False,
            )
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
                critical=False,
            )
        )
        made.append(builder.sign(keys[0], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    texts = {
        "ca.pem": made[0].public_bytes(pem),
        "cert.pem": made[1].public_bytes(pem),
        "key.pem": keys[1].private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    }
    for file, text in texts.items():
        (folder / file).write_bytes(text)
    return [str(folder / file) for file in texts]


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"]
)
def test_this_machine_may_be_spoken_to_openly(address):
    assert check_address(address, NONE, insecure=False).startswith("tcp://")


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.7:8786", "node7:8786", "tcp://localhost.evil.org:8786"]
)
def test_another_machine_may_not_unless_somebody_insists(address):
    with pytest.raises(InputError, match="open"):
        check_address(address, NONE, insecure=False)
    assert check_address(address, NONE, insecure=True).startswith("tcp://")


@pytest.mark.parametrize(
    "address", ["", "node7", "ws://node7:1", "inproc://x:1", "tcp://:8786", "tcp://a:b"]
)
def test_what_is_no_address_is_told(address):
    with pytest.raises(InputError, match="not the address"):
        check_address(address, NONE, insecure=True)


def test_encryption_needs_certificates_that_are_there(tmp_path):
    with pytest.raises(InputError, match="needs certificates"):
        check_address("tls://node7:8786", NONE, insecure=True)
    missing = Certificates(ca=str(tmp_path / "ca.pem"), cert="c", key="k")
    with pytest.raises(InputError, match=r"no certificate 'ca\.pem'"):
        check_address("tls://node7:8786", missing, insecure=False)


def test_a_scheduler_without_workers_is_told(tmp_path):
    with (
        scheduler(tmp_path, 0) as (address, _),
        Cluster(address, patience=1.0) as crew,
        pytest.raises(InputError, match="no workers"),
    ):
        next(crew.each([]))
