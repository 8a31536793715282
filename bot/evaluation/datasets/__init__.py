"""What is evaluated on: questions, gold, where gold stands."""
