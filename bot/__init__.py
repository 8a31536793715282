"""Question -> Hit -> Answer, for the terminal, the API, the page and the evaluation."""
