"""Twelve sample reports of an imaginary province: their sources and how they are rendered."""
