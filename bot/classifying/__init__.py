"""Which kind of question one is: told by examples, tried against what each kind needs."""
