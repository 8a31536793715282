"""Figures that staff can gate a release on: retrieval, answers, citations, refusal, speed."""
