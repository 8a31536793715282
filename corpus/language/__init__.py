"""What is true of a language: which one it is, its sentences, its numbers, amounts, durations and dates, its words."""
