import { type Hex, toHex } from '@car-mirror/vectors'
import { cbor, hex } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { textOfCid } from '../../profiles/cid-text.js'
import type { Spelling } from './form.js'

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

/** @throws Error for anything but a map */
export function readMap(body: Uint8Array): Record<string, unknown> {
  const value = recordOf(dagCbor.decode<unknown>(body))
  if (value === undefined) throw new Error('it is no map')
  return value
}

export function recordOf(value: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isRecord ? (value as Record<string, unknown>) : undefined
}

/** @throws Error for anything but a list of links */
export function linksOf(value: unknown): Hex[] {
  if (!Array.isArray(value)) throw new Error('it has no list of roots')
  return value.map((item) => {
    const cid = CID.asCID(item)
    if (cid === null) throw new Error('a root is no link')
    return toHex(cid.bytes)
  })
}
