"""Measures hoidap, beside a plain LangChain pipeline in the same run, and writes docs/figures.md: `make bench`.

`python -m tests.bench SECTION …` measures only the sections named. What each section showed last is kept below the data
folder, so the page always has all of them, each with the date and commit it was measured at.
"""
