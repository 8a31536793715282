"""What the commands are given that learn from libraries."""

import argparse
from pathlib import Path


def arguments_of(description: str | None) -> argparse.Namespace:
    """`libraries`, a folder of synced data folders or None, and `write`."""
    arguments = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--libraries", type=Path)
    arguments.add_argument("--write", action="store_true")
    return arguments.parse_args()
