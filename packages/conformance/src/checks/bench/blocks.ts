import { type Hex, toHex } from '@car-mirror/vectors'
import { type Framed, SHA2_256 } from '@car-mirror/vectors/by-hand'
import { cidParts } from '../../model/cid.js'
import type { PortBlock, Stored } from '../../suite/port.js'

export function toPort(blocks: readonly Framed[]): PortBlock[] {
  return blocks.map(({ cid, bytes }) => ({ cid: toHex(cid), bytes: toHex(bytes) }))
}

export function hexOf({ cid }: Framed): Hex {
  return toHex(cid)
}

/** What is stored under a SHA2-256 CID that its bytes do not hash to. */
export function forgedOf(stored: readonly Stored[]): Stored[] {
  return stored.filter(({ cid, sha256 }) => {
    const parts = cidParts(cid)
    return parts?.hash === SHA2_256 && toHex(parts.digest) !== sha256
  })
}

/** CIDs for a reader: a few, by the end of their hex. */
export function listOf(cids: Iterable<Hex>): string {
  const all = [...cids]
  const few = all.slice(0, 4).map((cid) => `…${cid.slice(-12)}`)
  return all.length > few.length
    ? `${few.join(', ')} and ${all.length - few.length} more`
    : few.join(', ')
}

/** `1 block`, `2 blocks` */
export function countOf(count: number): string {
  return count === 1 ? '1 block' : `${count} blocks`
}
