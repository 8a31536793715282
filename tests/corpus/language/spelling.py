"""Numbers spelled by the rules of each language's grammar, written without a look at what reads them."""

_VI = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def vietnamese(number: int, *, thousand: str = "nghìn", odd: str = "linh") -> str:
    """Up to 999 tỷ: "hai nghìn không trăm linh năm"."""
    if number < 10:
        return _VI[number]
    if number < 100:
        return _vi_tens(number)
    if number < 1_000:
        return _vi_hundreds(number, odd)
    scale, word = next(each for each in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, thousand)) if number >= each[0])
    high, low = divmod(number, scale)
    rest = "" if not low else _vi_hundreds(low, odd) if low < 1_000 else vietnamese(low, thousand=thousand, odd=odd)
    return f"{vietnamese(high, thousand=thousand, odd=odd)} {word} {rest}".strip()


def _vi_hundreds(number: int, odd: str) -> str:
    """With its hundreds even where they are none: "không trăm linh năm"."""
    hundreds, low = divmod(number, 100)
    rest = "" if not low else f"{odd} {_VI[low]}" if low < 10 else _vi_tens(low)
    return f"{_VI[hundreds]} trăm {rest}".strip()


def _vi_tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 1:
        return "mười" if not ones else f"mười {'lăm' if ones == 5 else _VI[ones]}"
    return f"{_VI[tens]} mươi {'' if not ones else {1: 'mốt', 4: 'tư', 5: 'lăm'}.get(ones, _VI[ones])}".strip()


def english(number: int, *, joined: str = " and ") -> str:
    """Up to 999 billion: "two thousand and five"; American English joins by a blank alone."""
    if number < 20:
        return _EN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens - 2] + (f"-{_EN[ones]}" if ones else "")
    if number < 1_000:
        hundreds, low = divmod(number, 100)
        return f"{_EN[hundreds]} hundred" + (f"{joined}{english(low)}" if low else "")
    scale, word = next(
        each for each in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand")) if number >= each[0]
    )
    high, low = divmod(number, scale)
    rest = "" if not low else f"{joined if low < 100 else ' '}{english(low, joined=joined)}"
    return f"{english(high, joined=joined)} {word}{rest}"
