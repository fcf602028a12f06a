import { createHash } from 'node:crypto'
import { fromHex, type Hex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { DagModel, type Store } from '../../model/dag.js'
import { VerifyModel } from '../../model/verify.js'
import { pinsIn } from '../../wire/pins.js'

// What is known of blocks, by the model: the clauses as a program, and no code of a port. Nearly
// all CIDs begin in one of three ways, of which is known without reading them what they are.

const dag = new DagModel(pinsIn('spec'))
const verify = new VerifyModel(pinsIn('spec'))

/** CIDv1 of raw, dag-cbor and dag-pb with a SHA2-256 digest of 32 bytes. */
const PLAIN = /^01(55|71|70)1220[0-9a-f]{64}$/
const PLAIN_PREFIX = 8

/**
 * The links of a block that is there or stands in its CID; undefined if it is not, or unreadable.
 */
export function linksIn(store: Store, cid: Hex): readonly Hex[] | undefined {
  if (!PLAIN.test(cid)) return dag.linksOf(store, cid)
  const bytes = store.get(cid)
  return bytes && linksOf(cid, bytes)
}

/** The links of a block; undefined if they cannot be read. */
export function linksOf(cid: Hex, bytes: Uint8Array): readonly Hex[] | undefined {
  try {
    return dag.links(cid, bytes)
  } catch {
    return undefined
  }
}

/** Whether the CID carries its block. */
export function isInline(cid: Hex): boolean {
  return !PLAIN.test(cid) && dag.inline(cid) !== undefined
}

export function isVerified(cid: Hex, bytes: Uint8Array): boolean {
  if (PLAIN.test(cid)) {
    return createHash('sha256').update(bytes).digest('hex') === cid.slice(PLAIN_PREFIX)
  }
  try {
    verify.check(cid, bytes)
    return true
  } catch {
    return false
  }
}

export function framedIn(store: Store, cids: Iterable<Hex>): Framed[] {
  return Array.from(cids, (cid) => ({ cid: fromHex(cid), bytes: store.get(cid)! }))
}
