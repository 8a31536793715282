"""Characters, whatever the encoding: Unicode, the legacy fonts, what is no text at all."""
