"""Outcomes to figures: their intervals, the gate, the comparison, the page."""
