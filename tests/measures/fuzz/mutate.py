"""Files, texts and JSON made wrong at random: the same seed makes the same."""

import io
import re
import zipfile
from random import Random

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"200000000",
    b"2147483648",
    b"9223372036854775808",
    b"1e308",
    b"NaN",
    b"-0.5",
    b"",
)
_PIECES = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", "\u0300".encode() * 40, "\u202e".encode(), b"\f", b"\r", b"\t" * 30, b"<", b"&#0;", b"]]>",
    "ngày ".encode() * 200, "Điều ".encode() * 50, b"1." * 60, b"((((((((", b"|" * 60, b"9" * 400, "năm 99999".encode(),
    "Số: /QĐ-UBND".encode(), b"#" * 30, b"- " * 80, "“".encode() * 30, b"```\n", b"---\n",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_LONGEST_MEMBER = 4_000_000


def mutated_file(content: bytes, random: Random) -> bytes:
    """The file with one to four things wrong; of an Office file a part inside."""
    if content[:4] == b"PK\x03\x04" and random.random() < 0.9:
        return _mutated_package(content, random)
    for _ in range(random.randint(1, 4)):
        content = mutated(content, random)
    return content


def _mutated_package(content: bytes, random: Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        names = [name for name in source.namelist() if name.endswith((".xml", ".rels"))]
        chosen = set(random.sample(names, min(len(names), random.choice((1, 1, 1, 2, 3)))))
        dropped = {random.choice(names)} if names and random.random() < 0.05 else set()
        for name in source.namelist():
            member = source.read(name)
            if name in dropped:
                continue
            if name in chosen:
                for _ in range(random.randint(1, 4)):
                    member = mutated(member[:_LONGEST_MEMBER], random)
            target.writestr(name, member)
    return packed.getvalue()


def mutated(content: bytes, random: Random) -> bytes:
    """The bytes with one thing wrong: a number, a tag, a piece gone, doubled, put in, or cut short."""
    at = random.randrange(len(content) + 1)
    end = min(len(content), at + random.choice((1, 4, 40, 400, 4000)))
    match random.randrange(8):
        case 0 if numbers := list(_NUMBER.finditer(content)):
            found = random.choice(numbers)
            return content[: found.start()] + random.choice(_NUMBERS) + content[found.end() :]
        case 1 | 2 if tags := list(_TAG.finditer(content)):
            one, other = random.choice(tags), random.choice(tags)
            put = random.choice((b"", one[0] * 2, other[0], one[0] * 300))
            return content[: one.start()] + put + content[one.end() :]
        case 3:
            return content[:at] + content[end:]
        case 4:
            return content[:at] + content[at:end] * random.choice((2, 3, 200)) + content[end:]
        case 5:
            return content[:at] + random.choice(_PIECES) + content[at:]
        case 6 if random.random() < 0.3:
            return content[:at]
        case _:
            return content[:at] + random.randbytes(random.randint(1, 4)) + content[at + 1 :]


_STRANGE: tuple[object, ...] = (
    None, True, 0, -1, 1.5, 1e308, 10**30, "", " ", "\u0000", "\ud800", "x" * 19_999, "ngày " * 3_000, "năm 2024 " * 50, [], {}, [[]],
    [None], {"years": [2024]}, ["\u202e"], "../../etc/passwd", "%", "' OR 1=1 --", "🙂", "e\u0323\u0302", 2024, [2024, "2024"],
)  # fmt: skip


def mutated_json(value: object, random: Random) -> object:
    """The value with one of its parts replaced, left out or doubled."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice(list(value))
        if random.random() < 0.1:
            return {key: each for key, each in value.items() if key != name}
        if random.random() < 0.1:
            return {**value, str(random.choice(("x", "", "\u0000", name + name))): value[name]}
        return {**value, name: mutated_json(value[name], random)}
    if isinstance(value, list) and value and random.random() < 0.8:
        at = random.randrange(len(value))
        return [*value[:at], *[mutated_json(value[at], random)] * random.choice((1, 1, 2, 50)), *value[at + 1 :]]
    if isinstance(value, str) and value and random.random() < 0.6:
        return mutated(value.encode("utf-8", "surrogatepass"), random).decode("utf-8", "surrogateescape")
    return random.choice(_STRANGE)
