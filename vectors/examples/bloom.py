"""Confirms the filter vectors without Node: Python's standard library and the package xxhash.

    python3 -m pip install xxhash
    python3 vectors/examples/bloom.py

Written from spec/filter.md. A port in another language can start from here.
"""

import hashlib
import json
import math
import pathlib
import sys

import xxhash

HOME = pathlib.Path(__file__).parent.parent
LITERAL = "literal-reading"
FILTER = ("xxh3", "indices", "insert", "has", "union", "parameters")


def newest():
    """The folder of the newest version."""
    versions = [path for path in HOME.iterdir() if (path / "manifest.json").exists()]
    return max(versions, key=lambda path: [int(part) for part in path.name.split(".")])


def checked_files(folder):
    """The files of an operation, after their hashes were compared with the manifest."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for entry in manifest["files"]:
        raw = (folder / entry["path"]).read_bytes()
        if hashlib.sha256(raw).hexdigest() != entry["sha256"]:
            sys.exit(f"{entry['path']}: not the bytes that the manifest has")
        if entry["path"].startswith("spec/"):
            yield json.loads(raw)


def to_bytes(value):
    """Hex, or parts to be joined."""
    if isinstance(value, str):
        return bytes.fromhex(value)
    parts = [
        bytes.fromhex(part) if isinstance(part, str) else bytes.fromhex(part["repeat"]) * part["times"]
        for part in value["parts"]
    ]
    return b"".join(parts)


def to_elements(value):
    """Hex, or a row of CIDs of the decimal texts of consecutive numbers."""
    if isinstance(value, list):
        return [bytes.fromhex(element) for element in value]
    first, count = value["cids"]["first"], value["cids"]["count"]
    numbers = range(first, first + count)
    return [bytes.fromhex("01551220") + hashlib.sha256(b"%d" % number).digest() for number in numbers]


def indices(element, bits, count):
    """BF-2 to BF-11."""
    width = (bits - 1).bit_length()
    drawn, seed = [], 0
    while len(drawn) < count:
        digest = xxhash.xxh3_64_intdigest(element, seed)
        seed += 1
        samples = [(digest >> shift) & ((1 << width) - 1) for shift in range(0, 65 - width, width)]
        drawn += [sample for sample in samples if sample < bits][:1]
    return drawn


def bit(index, order):
    """BF-12, or the reading of it that was not pinned."""
    return 1 << (index % 8) if order == "lsb-first" else 0x80 >> (index % 8)


def insert(size, hashes, elements, order):
    table = bytearray(size)
    for element in elements:
        for index in indices(element, 8 * size, hashes) if size else []:
            table[index // 8] |= bit(index, order)
    return bytes(table)


def has(table, hashes, element, order):
    drawn = indices(element, 8 * len(table), hashes) if table else []
    return bool(table) and all(table[index // 8] & bit(index, order) for index in drawn)


def refused(size, hashes):
    """BF-16 to BF-18."""
    return size > 2**24 or (size > 0 and not 1 <= hashes <= 64)


def union(a, b):
    """BF-24."""
    if not a[0] or not b[0]:
        return a if a[0] else b
    if len(a[0]) != len(b[0]) or a[1] != b[1]:
        return None
    return bytes(x | y for x, y in zip(a[0], b[0])), a[1]


def parameters(count):
    """BF-21 to BF-23."""
    if count == 0:
        return 0, 0
    optimum = -count * math.log(min(0.001, 0.1 / count)) / math.log(2) ** 2
    size = min(2**24, 2 ** math.ceil(math.log2(optimum / 8)))
    return size, math.ceil(8 * size / count * math.log(2))


def told(table):
    """Bytes as an expectation has them."""
    digest = {"length": len(table), "sha256": hashlib.sha256(table).hexdigest()}
    return table.hex() if len(table) <= 1024 else digest


def outcome(operation, given, order):
    """What this file makes of a vector's input; None: refused."""
    if operation == "xxh3":
        return {"hash": xxhash.xxh3_64_hexdigest(to_bytes(given["element"]), given["seed"])}
    if operation == "indices":
        return {"indices": indices(to_bytes(given["element"]), 8 * given["bytes"], given["hashes"])}
    if operation == "insert":
        if refused(given["bytes"], given["hashes"]):
            return None
        table = insert(given["bytes"], given["hashes"], to_elements(given["elements"]), order)
        return {"filter": told(table)}
    if operation == "parameters":
        size, hashes = parameters(given["count"])
        return {"bytes": size, "hashes": hashes}
    if operation == "union":
        both = [(to_bytes(given[side]["bytes"]), given[side]["hashes"]) for side in "ab"]
        merged = None if any(refused(len(table), hashes) for table, hashes in both) else union(*both)
        return merged and {"filter": {"bytes": told(merged[0]), "hashes": merged[1]}}
    table, hashes = to_bytes(given["filter"]["bytes"]), given["filter"]["hashes"]
    if refused(len(table), hashes):
        return None
    return {"has": [has(table, hashes, element, order) for element in to_elements(given["elements"])]}


def main():
    folder = newest()
    confirmed, wrong = 0, []
    for file in checked_files(folder):
        if file["operation"] not in FILTER:
            continue
        for vector in file["vectors"]:
            order = "msb-first" if LITERAL in vector.get("flags", []) else "lsb-first"
            actual = outcome(file["operation"], vector["input"], order)
            expected = None if vector["result"] == "invalid" else vector["expect"]
            if actual == expected:
                confirmed += 1
            else:
                wrong.append(f"{vector['id']} {vector['requirements']}: {expected} is not {actual}")
    print("\n".join(wrong + [f"vectors {folder.name}: {confirmed} confirmed, {len(wrong)} wrong"]))
    return 1 if wrong or confirmed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
