"""What a program for Windows says of itself, read from its resources; enough for tests, on any system."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path

ICON, ICON_GROUP, VERSION, MANIFEST = 3, 14, 16, 24


@dataclass(frozen=True, slots=True)
class Resource:
    kind: int
    data: bytes


def resources(program: Path) -> list[Resource]:
    """Every resource of the file; raises ValueError for what is no program."""
    image = program.read_bytes()
    (head,) = struct.unpack_from("<I", image, 0x3C)
    if image[:2] != b"MZ" or image[head : head + 4] != b"PE\0\0":
        raise ValueError(f"{program.name} is no program for Windows")
    sections, optional = struct.unpack_from("<H12xH", image, head + 6)
    is_64 = struct.unpack_from("<H", image, head + 24)[0] == 0x20B
    (place,) = struct.unpack_from("<I", image, head + 24 + (112 if is_64 else 96) + 16)
    spans = [struct.unpack_from("<IIII", image, head + 24 + optional + 40 * at + 8) for at in range(sections)]

    def offset(address: int) -> int:
        for size, start, _, raw in spans:
            if start <= address < start + size:
                return int(raw + address - start)
        raise ValueError(f"{program.name} has nothing at {address}")

    root = offset(place)

    def below(at: int, depth: int, kind: int) -> list[Resource]:
        named, numbered = struct.unpack_from("<HH", image, root + at + 12)
        found = []
        for entry in range(named + numbered):
            name, to = struct.unpack_from("<II", image, root + at + 16 + 8 * entry)
            kind = name if depth == 0 else kind
            if to & 0x80000000:
                found += below(to & 0x7FFFFFFF, depth + 1, kind)
            else:
                address, size = struct.unpack_from("<II", image, root + to)
                found.append(Resource(kind, image[offset(address) : offset(address) + size]))
        return found

    return below(0, 0, 0)


def version_strings(program: Path) -> dict[str, str]:
    """What stands under "Details", and the numbers Windows compares as "numbers"."""
    (data,) = (one.data for one in resources(program) if one.kind == VERSION)
    at = data.index(struct.pack("<I", 0xFEEF04BD))
    high, low = struct.unpack_from("<II", data, at + 8)
    found = {"numbers": f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"}
    text = data[at - at % 2 :].decode("utf-16-le", "replace")
    for name in ("CompanyName", "FileDescription", "FileVersion", "LegalCopyright", "ProductName", "ProductVersion"):
        match = re.search(rf"{name}\0+([^\0]+)\0", text)
        if match:
            found[name] = match[1]
    return found
