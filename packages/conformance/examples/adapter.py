"""An adapter in Python, for the port that is ../../../vectors/examples/bloom.py: a filter, nothing more.

    python3 -m pip install xxhash
    npm run -s conformance -- adapter -- python3 packages/conformance/examples/adapter.py

To test a port of yours, call it where this one is called. Each operation is given its input as keywords
and returns its value; the table of them is in ../ADAPTER.md. What is not in PORT is unsupported, which is
not a failure.
"""

import json
import pathlib
import sys

import xxhash

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "vectors/examples"))
import bloom  # the port


class Refused(Exception):
    """The port does not take this. Its category is one of specification.json's, or "unspecified"."""


def taken(filter):
    """A filter as a peer sent it. The port refuses before it looks at an element."""
    table, hashes = unhex(filter["bytes"]), filter["hashes"]
    if bloom.refused(len(table), hashes):
        raise Refused("filter-size" if len(table) > 2**24 else "filter-hashes")
    return table, hashes


def xxh3(element, seed):
    return {"hash": xxhash.xxh3_64_hexdigest(unhex(element), seed)}


def indices(element, bytes, hashes):
    # In the order in which they are drawn, repeats included.
    return {"indices": bloom.indices(unhex(element), 8 * bytes, hashes)}


def parameters(count):
    # The port's own policy: how large it makes a filter for so many elements.
    size, hashes = bloom.parameters(count)
    return {"bytes": size, "hashes": hashes}


def insert(bytes, hashes, elements):
    if bloom.refused(bytes, hashes):
        raise Refused("filter-size" if bytes > 2**24 else "filter-hashes")
    return {"filter": bloom.insert(bytes, hashes, map(unhex, elements), "lsb-first").hex()}


def has(filter, elements):
    table, hashes = taken(filter)
    return {"has": [bloom.has(table, hashes, unhex(each), "lsb-first") for each in elements]}


def union(a, b):
    merged = bloom.union(taken(a), taken(b))
    if merged is None:
        raise Refused("filter-mismatch")
    return {"filter": {"bytes": merged[0].hex(), "hashes": merged[1]}}


unhex = bytes.fromhex
PORT = {f.__name__: f for f in (xxh3, indices, parameters, insert, has, union)}
HELLO = {
    "protocol": 1,
    "name": "bloom.py",
    "version": "1",
    "dialect": "spec",  # which messages it speaks: "spec", "rs" or "go"
    "operations": list(PORT),
}

# A request a line, an answer a line, one after the other, until stdin closes. What nobody catches ends
# the program: the suite reports a crash and starts it again.
for line in sys.stdin:
    request = json.loads(line)
    try:
        asked = request["op"]
        answer = {"value": HELLO if asked == "hello" else PORT[asked](**request["input"])}
    except Refused as refusal:
        answer = {"error": str(refusal)}
    print(json.dumps({"id": request["id"], **answer}), flush=True)
