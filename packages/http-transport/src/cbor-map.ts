import * as dagCbor from '@ipld/dag-cbor'

/** What stands in a map: a value, or CBOR that is there already. */
type Entry = readonly [key: string, value: unknown]

/** CBOR that is to stand in a map as it is. */
export class Encoded {
  readonly bytes: Uint8Array<ArrayBuffer>

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes
  }
}

/**
 * CBOR of a map of up to 23 entries, in the order given: the ports write theirs in the order of
 * their sources, where DAG-CBOR sorts.
 */
export function cborMap(...entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const parts = [Uint8Array.of(0xa0 | entries.length)]
  for (const [key, value] of entries) {
    parts.push(encode(key), value instanceof Encoded ? value.bytes : encode(value))
  }
  return concat(parts)
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return dagCbor.encode(value) as Uint8Array<ArrayBuffer>
}
