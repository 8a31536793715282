"""Measures how well questions are found, answered, cited and declined; `check_citations` checks anybody's answers."""

from bot.evaluation.citations.check import CheckedAnswer, CheckedStatement, check_citations
from bot.evaluation.datasets.passage import Passage

__all__ = ["CheckedAnswer", "CheckedStatement", "Passage", "check_citations"]
