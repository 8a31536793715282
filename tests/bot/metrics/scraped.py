"""What `/metrics` told, to look up figures in."""

from dataclasses import dataclass

from prometheus_client.parser import text_string_to_metric_families


@dataclass(frozen=True, slots=True)
class Scraped:
    """One scrape; every series by its name and labels."""

    series: dict[tuple[str, frozenset[tuple[str, str]]], float]

    @classmethod
    def of(cls, text: str) -> "Scraped":
        samples = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
        return cls({(each.name, frozenset(each.labels.items())): each.value for each in samples})

    def value(self, name: str, /, **labels: str) -> float:
        return self.series[name, frozenset(labels.items())]

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.series}

    def labels_of(self, name: str) -> set[str]:
        return {label for each, labels in self.series if each == name for label, _ in labels}

    def grown(self, before: "Scraped", name: str) -> dict[tuple[str, ...], float]:
        """By the values of its labels in the order of their names, the series that are higher now, and by how much."""
        return {
            tuple(value for _, value in sorted(labels)): value - before.series[each, labels]
            for (each, labels), value in self.series.items()
            if each == name and value != before.series[each, labels]
        }
