"""The benchmarks run one by one, are kept, and a slower stage is named."""

from __future__ import annotations

import ast
import json
import os
import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BENCHMARKS = ROOT / "benchmarks"
sys.path.append(str(BENCHMARKS))

import benchmark_page  # noqa: E402 - it lies in benchmarks
import measuring  # noqa: E402 - as above
import racing  # noqa: E402 - as above
import run  # noqa: E402 - as above
from comparison import FACTORS, fallen  # noqa: E402 - as above

WHERE = {
    "date": "2026-01-02",
    "python": "3.11.7",
    "system": "Linux x86_64",
    "cores": 2,
    "processor": "A processor",
    "versions": {"ilium": "0.1.0", "nolds": "0.6.2"},
}


def told(**values):
    """What a benchmark told: ratios by name."""
    rows = [
        {"name": name, "what": name, "value": value, "unit": "x", "better": "more"}
        for name, value in values.items()
    ]
    return {"benchmark": "variability", "figures": values, "rows": rows}


def test_a_ratio_that_fell_is_named_with_both_numbers():
    found = fallen(told(sampen=60.0, dfa=3.0), told(sampen=30.0, dfa=2.9))
    assert found == ["variability: sampen fell from 60 to 30 x, by more than 1.5 times"]


@pytest.mark.parametrize("share", [1.0, 0.7, 5.0])
def test_what_moves_by_less_than_the_factor_is_not(share):
    assert 1.0 / share < FACTORS["x"]
    assert fallen(told(sampen=60.0), told(sampen=60.0 * share)) == []


def test_what_is_new_or_lost_or_depends_on_the_machine_is_not_compared():
    assert fallen({}, told(sampen=1.0)) == []
    assert fallen(told(sampen=60.0), told(sampen=None)) == []
    seconds = [told(whole=10.0), told(whole=1.0)]
    for each in seconds:
        each["rows"][0]["unit"] = "s"
    assert fallen(*seconds) == []
    growth = [told(memory=0.1), told(memory=0.01)]
    for each in growth:
        each["rows"][0] |= {"unit": "share", "better": "less"}
    assert fallen(*growth) == []


def test_every_benchmark_is_run_and_has_its_place_on_the_page():
    telling = {
        path.stem
        for path in BENCHMARKS.glob("*.py")
        if any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tell"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    assert telling == set(run.LIMITS)
    assert telling == set(benchmark_page.TITLES) == set(benchmark_page.TEXTS)


def test_the_short_runs_end_within_twelve_minutes_whatever_happens():
    assert run.QUICK_LIMIT * len(run.LIMITS) <= 12 * 60


def test_the_page_is_the_one_that_the_kept_figures_give():
    results = [run.read(run.KEPT / f"{each}.json") for each in run.LIMITS]
    written = run.PAGE.read_text(encoding="utf-8")
    assert written == benchmark_page.page(results), "run benchmarks/run.py --table"


def test_no_kept_figure_disagrees_with_its_peer():
    for path in run.KEPT.glob("*.json"):
        for row in json.loads(path.read_text(encoding="utf-8"))["rows"]:
            assert row.get("agree") is not False, row["name"]


def test_a_row_says_who_was_faster_and_what_was_missing():
    rows = [
        {
            "name": "a", "what": "a thing", "value": 12.345, "unit": "x", "aim": 10.0,
            "better": "more", "peer": "nolds", "ours": 0.0021, "theirs": 0.026,
            "ours_mb": 120.0, "theirs_mb": 0.2, "agree": True,
        },
        {"name": "b", "what": "b", "unit": "x", "better": "more", "peer": "accrqa"},
        {"name": "c", "what": "c", "value": 0.2, "unit": "s", "aim": 1.0,
         "better": "less", "peer": ""},
    ]  # fmt: skip
    kept = {**WHERE, "benchmark": "variability", "quick": False, "seconds": 9.0}
    text = benchmark_page.page([{**kept, "memory_mb": 300, "rows": rows}, {}])
    cells = "2.1 ms | 26 ms | **12.3 ×** ✓ | 10 × | 120 MB | < 1 MB"
    assert f"| a thing | nolds | {cells} |" in text
    assert "| b | accrqa | – | – | – |  | – | – |" in text
    assert "| c | 0.2 s | ≤ 1 s |" in text
    assert "missed" not in text.partition("## Structure")[2]
    rows[2]["value"] = 2.0
    slow = benchmark_page.page([{**kept, "memory_mb": 300, "rows": rows}])
    assert "| c | 2 s | ≤ 1 s (missed) |" in slow
    assert "nolds 0.6.2" in text


@pytest.fixture
def scripts(tmp_path, monkeypatch):
    """Benchmarks of our own: write them, and nothing else is run."""
    monkeypatch.setattr(run, "HERE", tmp_path)
    monkeypatch.setattr(run, "KEPT", tmp_path / "results")
    monkeypatch.setattr(run, "QUICK", tmp_path / "quick")
    monkeypatch.setattr(run, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "QUICK_LIMIT", 3.0)
    monkeypatch.setattr(run, "surroundings", lambda: WHERE)

    def write(**bodies):
        monkeypatch.setattr(run, "LIMITS", dict.fromkeys(bodies, 30.0))
        for name, body in bodies.items():
            text = textwrap.dedent(body)
            (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def started(monkeypatch, *arguments):
    """The command's exit code."""
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    return run.main()


TELLS = "import json; print('a table'); print(json.dumps({}))"


def test_what_ends_early_or_hangs_is_named_and_the_others_go_on(
    scripts, monkeypatch, capfd
):
    folder = scripts(
        engine="raise SystemExit(3)",
        planar="""
            import subprocess, sys, time
            from pathlib import Path
            sleep = "import time; time.sleep(99)"
            child = subprocess.Popen([sys.executable, "-c", sleep])
            Path(__file__).with_name("child").write_text(str(child.pid))
            time.sleep(99)
            """,
        variability=TELLS.format(told(sampen=60.0)),
    )
    assert started(monkeypatch, "--quick") == 1
    said = capfd.readouterr()
    assert "engine: ended with 3 and told nothing" in said.err
    assert "planar: stopped after 3 s" in said.err
    assert "a table" in said.out
    kept = json.loads((folder / "quick" / "variability.json").read_text("utf-8"))
    assert kept["rows"][0]["value"] == 60.0
    assert not (folder / "results").exists(), "a short run is not kept by itself"
    assert ended(int((folder / "child").read_text(encoding="ascii")))


def ended(process):
    """Whether a process is gone, or is soon."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
        except OSError:
            return True
        if state.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_slower_stage_shows(scripts, monkeypatch, capfd):
    folder = scripts(variability=TELLS.format(told(sampen=60.0)))
    assert started(monkeypatch) == 0
    assert "sampen" in (folder / "page.md").read_text(encoding="utf-8")
    before = (folder / "results" / "variability.json").read_bytes()
    assert started(monkeypatch, "--quick", "--compare") == 0
    scripts(variability=TELLS.format(told(sampen=20.0)))
    assert started(monkeypatch, "--quick", "--compare") == 1
    assert "sampen fell from 60 to 20 x" in capfd.readouterr().err
    assert (folder / "results" / "variability.json").read_bytes() == before


RACE = racing.Race(
    name="race",
    what="a race",
    peer="peer",
    ours="fast",
    theirs="slow",
    aim=1.0,
    runs=(1, 3),
    tolerance=0.01,
)
CALLS = """
import sys, time
sys.path.append(sys.argv[1])
from racing import serve

def fast(data):
    time.sleep(0.02)
    return 1.0

def slow(data):
    print("peers print")
    held = bytearray(60_000_000)
    time.sleep(0.2)
    return float(sys.argv[2])

serve({"fast": fast, "slow": slow}, len)
"""


@pytest.mark.parametrize(("value", "agree"), [("1.001", True), ("1.1", False)])
def test_a_race_tells_ratio_memory_and_whether_both_agree(tmp_path, value, agree):
    script = tmp_path / "calls.py"
    script.write_text(CALLS, encoding="utf-8")
    own = partial(racing.Side, sys.executable, script, str(BENCHMARKS), value)
    with own() as mine, own() as peer:
        figure = racing.run_race(RACE, mine, peer, "data", quick=False)
    assert 2.0 < figure.value < 50.0
    assert figure.theirs_mb - figure.ours_mb == pytest.approx(57.0, abs=20.0)
    assert figure.agree is agree


def test_a_peer_that_is_not_there_is_a_blank(tmp_path, capsys):
    script = tmp_path / "calls.py"
    script.write_text(CALLS, encoding="utf-8")
    with (
        racing.Side(sys.executable, script, str(BENCHMARKS), "1") as mine,
        racing.Side(str(tmp_path / "python"), script) as peer,
    ):
        figure = racing.run_race(RACE, mine, peer, "data", quick=True)
    assert figure.value is None
    assert figure.ours > 0.0
    measuring.tell("thing", [figure])
    line = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(line)["figures"] == {"race": None}


def test_memory_is_that_of_a_whole_family(tmp_path):
    inner = "held = bytearray(b'1' * 50_000_000); import time; time.sleep(30)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    process = measuring.subprocess.Popen([sys.executable, "-c", outer])
    most = 0.0
    for _ in range(100):
        most = max(most, measuring.together(process.pid))
        if most > 50.0:
            break
        time.sleep(0.1)
    for child in (
        Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ):
        os.kill(int(child), 9)
    process.wait()
    assert most > 50.0
