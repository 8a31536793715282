"""The encoder that figures are measured with: the one that hoidap uses when no setting names another."""

from bot.assemble import encoder_of
from bot.settings import Settings
from index.encoder.encoder import Encoder


def bundled() -> Encoder:
    """Loaded when it is first used."""
    return encoder_of(Settings())
