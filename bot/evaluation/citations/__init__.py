"""Citations checked: by this project's check or a model that judges."""
