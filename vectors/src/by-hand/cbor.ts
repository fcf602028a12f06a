import { concat } from './bytes.js'

/** CBOR by hand (RFC 8949), so that nothing under test writes what the tests expect. */

export function uint(value: number | bigint): Uint8Array<ArrayBuffer> {
  return head(0, BigInt(value))
}

export function byteString(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(head(2, BigInt(bytes.length)), bytes)
}

export function text(value: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(value)
  return concat(head(3, BigInt(bytes.length)), bytes)
}

export function array(...items: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concat(head(4, BigInt(items.length)), ...items)
}

/** Keys in the order given: DAG-CBOR wants shorter ones first, then by bytes. */
export function map(...entries: readonly (readonly [string, Uint8Array])[]) {
  const pairs = entries.flatMap(([key, value]) => [text(key), value])
  return concat(head(5, BigInt(entries.length)), ...pairs)
}

/** Tag 42 around a byte string of 0x00 and the CID. */
export function link(cid: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(Uint8Array.of(0xd8, 42), byteString(concat(Uint8Array.of(0), cid)))
}

/** A message of the specification. */
export function message(
  field: string,
  roots: readonly Uint8Array[],
  bk = 0,
  bb: Uint8Array = new Uint8Array(0),
) {
  const links = array(...roots.map((root) => link(root)))
  return map(['bb', byteString(bb)], ['bk', uint(bk)], [field, links])
}

function head(major: number, value: bigint): Uint8Array<ArrayBuffer> {
  const first = major << 5
  if (value < 24n) return Uint8Array.of(first | Number(value))
  const [info, size] = [
    [24, 1],
    [25, 2],
    [26, 4],
    [27, 8],
  ].find(([, size]) => value < 1n << BigInt(8 * size!))!
  const bytes = Array.from({ length: size! }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn))
  return Uint8Array.of(first | info!, ...bytes.reverse())
}
