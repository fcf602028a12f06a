import { type Hex, toHex } from '@car-mirror/vectors'
import { cbor, hex } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { textOfCid } from './cid-text.js'
import type { Spelling } from './form.js'
import { malformed } from './malformed.js'

// What the three dialects have in common in CBOR.

export type Entry = readonly [string, Uint8Array]

/**
 * A map with its keys as they come, the other way round, or without one.
 * @param filter the key of the filter
 */
export function mapOf(
  entries: readonly Entry[],
  filter: string,
  spelling: Spelling | undefined,
): Uint8Array {
  if (spelling === 'other-order') return cbor.map(...[...entries].reverse())
  if (spelling === 'no-filter') return cbor.map(...entries.filter(([key]) => key !== filter))
  return cbor.map(...entries)
}

/** An unsigned integer in the fewest bytes, or in eight. */
export function integer(value: number | bigint, spelling: Spelling | undefined): Uint8Array {
  if (spelling !== 'long-integers') return cbor.uint(value)
  return hex(`1b${BigInt(value).toString(16).padStart(16, '0')}`)
}

export function asText(cid: Uint8Array): Uint8Array {
  return cbor.text(textOfCid(cid))
}

/** @throws Refusal for anything but a map */
export function readMap(body: Uint8Array): Record<string, unknown> {
  const value = recordOf(read(body))
  if (value === undefined) throw malformed('not a map')
  return value
}

function read(body: Uint8Array): unknown {
  try {
    return dagCbor.decode(body)
  } catch {
    throw malformed('not DAG-CBOR')
  }
}

export function recordOf(value: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Record<string, unknown>) : undefined
}

/** @throws Refusal for anything but a list of links */
export function linksOf(value: unknown): Hex[] {
  if (!Array.isArray(value)) throw malformed('no list of roots')
  return value.map((item) => {
    const cid = CID.asCID(item)
    if (cid === null) throw malformed('a root is not a link')
    return toHex(cid.bytes)
  })
}
