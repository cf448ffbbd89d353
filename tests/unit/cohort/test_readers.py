"""Other programs read the tables as they lie there."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "read-tables.md"
QUESTION = """
    select participant, avg(value) as drop from '{}/measures/**/*.parquet'
    where measure = 'pelvic_drop_peak' and repetition is null
    group by participant order by participant
"""


def expected(out):
    import pyarrow.dataset as ds

    table = ds.dataset(out / "measures", partitioning="hive").to_table().to_pylist()
    chosen = [
        each
        for each in table
        if each["measure"] == "pelvic_drop_peak" and each["repetition"] is None
    ]
    people = sorted({each["participant"] for each in chosen})
    found = {
        who: [e["value"] for e in chosen if e["participant"] == who] for who in people
    }
    return [(who, sum(numbers) / len(numbers)) for who, numbers in found.items()]


def close(rows, wanted):
    assert [who for who, _ in rows] == [who for who, _ in wanted] == ["P01", "P02"]
    assert all(abs(a[1] - b[1]) < 1e-9 for a, b in zip(rows, wanted, strict=True))


def test_duckdb_reads_them(analysed):
    out, _ = analysed
    close(duckdb.sql(QUESTION.format(out)).fetchall(), expected(out))


def test_polars_reads_them(analysed):
    out, _ = analysed
    table = pl.scan_parquet(out / "measures", hive_partitioning=True)
    chosen = table.filter(
        (pl.col("measure") == "pelvic_drop_peak") & pl.col("repetition").is_null()
    )
    rows = chosen.group_by("participant").agg(pl.col("value").mean()).collect()
    close(sorted(rows.iter_rows()), expected(out))


def test_pandas_reads_them(analysed):
    out, _ = analysed
    table = pd.read_parquet(out / "measures")
    chosen = table[
        (table["measure"] == "pelvic_drop_peak") & table["repetition"].isna()
    ]
    means = chosen.groupby("participant", observed=True)["value"].mean()
    close(list(means.items()), expected(out))


def answer_of(program, out, tmp_path, monkeypatch):
    """What the page's own code answers of these tables."""
    (tmp_path / "study-cohort").symlink_to(out)
    monkeypatch.chdir(tmp_path)
    block = rf"^```\{{code-block\}} python\n:caption: {program}\n\n(.*?)^```$"
    (code,) = re.findall(block, PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    told = {}
    exec(code, told)
    return told["answer"]


@pytest.mark.parametrize("program", ["duckdb", "polars", "pandas"])
def test_the_page_reads_them_as_it_says(program, analysed, tmp_path, monkeypatch):
    out, _ = analysed
    close(answer_of(program, out, tmp_path, monkeypatch), expected(out))


def test_the_page_reads_curves_with_their_groups(analysed, tmp_path, monkeypatch):
    out, _ = analysed
    answer = answer_of("duckdb, curves", out, tmp_path, monkeypatch)
    table = pd.read_parquet(out / "curves")
    chosen = table[(table["curve"] == "pelvic_drop") & (table["side"] == "left")]
    means = np.mean(np.stack(chosen["values"].to_list()), axis=0)
    assert [row[1] for row in answer] == list(range(101))
    np.testing.assert_allclose([row[2] for row in answer], means, rtol=1e-6)


def test_curves_unfold_into_points(analysed):
    out, _ = analysed
    table = pl.read_parquet(out / "curves", hive_partitioning=True)
    one = table.filter(pl.col("curve") == "pelvic_drop")
    assert one.explode("values").height == 101 * one.height


def test_missing_numbers_are_null_not_nan(analysed):
    out, _ = analysed
    table = pl.read_parquet(out / "measures", hive_partitioning=True)
    assert table["sem"].null_count() > 0
    assert not table["sem"].is_nan().any()
