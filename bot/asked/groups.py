"""Questions that ask for the same, by their vectors: the door to SciPy's hierarchical clustering."""

from collections import defaultdict

import numpy as np

from index.encoder.encoder import Vectors

ALIKE = 0.95
"""Mean cosine between the questions of a group, at least: the best on one half of people's questions that were worded in two ways
(`python -m tests.measures.groups_of_questions`)."""


def group_alike(vectors: Vectors, alike: float = ALIKE) -> list[list[int]]:
    """Rows of float32[n, dimension] in groups, each row in one; in each group the most central one first."""
    if len(vectors) < 2:
        return [[row] for row in range(len(vectors))]
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = squareform(1 - vectors @ vectors.T, checks=False).clip(min=0)
    labels = fcluster(linkage(apart, "average"), 1 - alike, "distance")
    groups: dict[int, list[int]] = defaultdict(list)
    for row, label in enumerate(labels):
        groups[label].append(row)
    return [_central_first(rows, vectors) for rows in groups.values()]


def _central_first(rows: list[int], vectors: Vectors) -> list[int]:
    theirs = vectors[rows]
    order = np.argsort(-(theirs @ theirs.mean(axis=0)), kind="stable")
    return [rows[place] for place in order]
