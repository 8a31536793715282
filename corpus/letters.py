"""The letters of Vietnamese for character classes: in Unicode, capitals and small letters with marks lie mixed."""

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"

SMALL = f"a-z{_MARKED}"
"""Inside of a character class for small letters."""
CAPITAL = f"A-Z{_MARKED.upper()}"
"""Inside of a character class for capitals."""
