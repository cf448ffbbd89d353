"""Largest statistics of curves whose labels were exchanged at random.

Sums over the exchanged curves are matrix products, so that thousands of exchanges
cost little more than the multiplication.

References
----------
Nichols TE, Holmes AP (2002). Nonparametric permutation tests for functional
neuroimaging. Hum Brain Mapp 15, 1-25. doi:10.1002/hbm.1058
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

BLOCK = 500
"""Exchanges that are worked on at once, so that memory stays small."""


def flipped(
    differences: FloatArray, count: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """T of paired differences whose signs were flipped.

    Parameters
    ----------
    differences
        Shape (pair, point) [any].
    count
        Number of exchanges; all of them, once each, where fewer exist.
    seed
        Of the random exchanges.

    Returns
    -------
    tuple of FloatArray
        Largest and smallest t of each exchange, shapes (exchange,); the first one is
        the data's own.
    """
    n = differences.shape[0]
    scaled = _of_unit_size(differences)
    signs = _signs(n, count, seed)
    return _extremes(signs, scaled, 1.0 / n, n - 1)


def regrouped(
    curves: FloatArray, first: int, count: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """T (pooled variance) of two groups whose members were drawn anew.

    Parameters
    ----------
    curves
        Shape (observation, point) [any], the first group first.
    first
        Size of the first group.
    count, seed
        As for `flipped`.

    Returns
    -------
    tuple of FloatArray
        As for `flipped`.
    """
    n = curves.shape[0]
    scaled = _of_unit_size(curves - curves.mean(axis=0))
    share = 1.0 / first + 1.0 / (n - first)
    return _extremes(_choices(n, first, count, seed), scaled, share, n - 2)


def reordered(
    curves: FloatArray, x: FloatArray, count: int, seed: int
) -> tuple[FloatArray, FloatArray]:
    """T of the slope on numbers that were dealt out anew.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    x
        Shape (observation,) [any].
    count, seed
        As for `flipped`.

    Returns
    -------
    tuple of FloatArray
        As for `flipped`.
    """
    scaled = _of_unit_size(curves - curves.mean(axis=0))
    centred = x - x.mean()
    dealt = (centred[each] for each in _orders(x.size, count, seed))
    return _extremes(dealt, scaled, 1.0 / float(centred @ centred), x.size - 2)


def relabelled(
    curves: FloatArray,
    groups: IntArray,
    count: int,
    seed: int,
    *,
    within: IntArray | None = None,
) -> FloatArray:
    """F of groups whose labels were dealt out anew.

    Parameters
    ----------
    curves
        Shape (observation, point) [any].
    groups
        Group of each curve, from 0 without gaps, shape (observation,).
    count, seed
        As for `flipped`.
    within
        Person of each curve, from 0: labels then change hands only within a person
        (repeated measures); shape (observation,).

    Returns
    -------
    FloatArray
        Largest F of each exchange, shape (exchange,); the first one is the data's own.
    """
    k = int(groups.max()) + 1
    sizes = np.bincount(groups).astype(np.float64)
    centred = curves - curves.mean(axis=0)
    error = groups.size - k
    if within is not None:
        people = int(within.max()) + 1
        own = (within == np.arange(people)[:, None]).astype(np.float64) @ centred / k
        centred = centred - own[within]
        error = (k - 1) * (people - 1)
    scaled = _of_unit_size(centred)
    shares: list[FloatArray] = []
    for labels in _labels(groups, count, seed, within):
        parts = [
            ((labels == group).astype(np.float64) @ scaled) ** 2 / sizes[group]
            for group in range(k)
        ]
        shares.append(np.sum(parts, axis=0).max(axis=1))
    explained = np.concatenate(shares)
    left = np.maximum(1.0 - explained, np.finfo(np.float64).tiny)
    return explained / (k - 1) * error / left


def _extremes(
    exchanges: Iterator[FloatArray], scaled: FloatArray, share: float, freedom: int
) -> tuple[FloatArray, FloatArray]:
    """T from correlations: the larger the correlation, the larger t."""
    highest: list[FloatArray] = []
    lowest: list[FloatArray] = []
    for block in exchanges:
        product = block @ scaled
        highest.append(product.max(axis=1))
        lowest.append(product.min(axis=1))
    return _t(np.concatenate(highest), share, freedom), _t(
        np.concatenate(lowest), share, freedom
    )


def _t(product: FloatArray, share: float, freedom: int) -> FloatArray:
    explained = share * product**2
    left = np.maximum(1.0 - explained, np.finfo(np.float64).tiny)
    return np.sign(product) * np.sqrt(freedom * explained / left)


def _of_unit_size(curves: FloatArray) -> FloatArray:
    """Curves whose squares sum to 1 at every point; 0 where nothing varies."""
    size = np.sqrt((curves**2).sum(axis=0))
    return curves / np.where(size > 0.0, size, np.inf)


def _signs(n: int, count: int, seed: int) -> Iterator[FloatArray]:
    if 2**n <= count:
        yield np.array(list(itertools.product((1.0, -1.0), repeat=n)))
        return
    random = np.random.default_rng(seed)
    for start in range(0, count, BLOCK):
        drawn = random.integers(0, 2, (min(BLOCK, count - start), n))
        signs = 2.0 * drawn.astype(np.float64) - 1.0
        if start == 0:
            signs[0] = 1.0
        yield signs


def _choices(n: int, first: int, count: int, seed: int) -> Iterator[FloatArray]:
    if math.comb(n, first) <= count:
        every = np.array(list(itertools.combinations(range(n), first)))
        yield _chosen(n, every)
        return
    for orders in _orders(n, count, seed):
        yield _chosen(n, orders[:, :first])


def _chosen(n: int, members: IntArray) -> FloatArray:
    chosen = np.zeros((members.shape[0], n))
    np.put_along_axis(chosen, members, 1.0, axis=1)
    return chosen


def _orders(n: int, count: int, seed: int) -> Iterator[IntArray]:
    """Blocks of random orders, shape (exchange, n); the first one is the own."""
    random = np.random.default_rng(seed)
    for start in range(0, count, BLOCK):
        orders = random.random((min(BLOCK, count - start), n)).argsort(axis=1)
        if start == 0:
            orders[0] = np.arange(n)
        yield orders


def _labels(
    groups: IntArray, count: int, seed: int, within: IntArray | None
) -> Iterator[IntArray]:
    """Blocks of labels, shape (exchange, observation); the first one is the own."""
    blocks = [np.arange(groups.size)]
    if within is not None:
        blocks = [np.flatnonzero(within == each) for each in range(within.max() + 1)]
    random = np.random.default_rng(seed)
    for start in range(0, count, BLOCK):
        many = min(BLOCK, count - start)
        dealt = np.tile(groups, (many, 1))
        for each in blocks:
            order = random.random((many, each.size)).argsort(axis=1)
            dealt[:, each] = groups[each][order]
        if start == 0:
            dealt[0] = groups
        yield dealt
