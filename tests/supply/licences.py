"""Which licences stand over what is installed to run hoidap."""

import re
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_PARTS = re.compile(r" AND | OR |; |[()]")


def needed_to_run(name: str = "hoidap") -> dict[str, Distribution]:
    """The installed packages that one needs, and they need, by name; itself is left out."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        for needed in map(Requirement, distribution(waiting.pop()).requires or ()):
            wanted = needed.marker is None or needed.marker.evaluate({"extra": ""})
            if wanted and (key := canonicalize_name(needed.name)) not in found:
                found[key] = distribution(key)
                waiting.append(key)
    return found


def licences_of(package: Distribution) -> set[str]:
    """The names in the expression of its licence, or in its classifiers, or what stands in the old field."""
    told = package.metadata
    classified = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License ::")
    ]
    expression = told.get("License-Expression") or "; ".join(classified) or told.get("License") or "none"
    return {part.strip() for part in _PARTS.split(expression)} - {""}
