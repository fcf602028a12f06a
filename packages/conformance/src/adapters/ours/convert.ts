import { BloomFilter } from '@car-mirror/bloom'
import { type Block, MemoryStore, type Status } from '@car-mirror/core'
import { type Filter, fromHex, type Hex, type Message, toHex } from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'

// Between the hex of the protocol and what our packages work with.

interface HexBlock {
  readonly cid: Hex
  readonly bytes: Hex
}

export function cidsOf(cids: readonly Hex[]): CID[] {
  return cids.map((cid) => CID.decode(fromHex(cid)))
}

export function hexOf(cids: readonly CID[]): Hex[] {
  return cids.map(({ bytes }) => toHex(bytes))
}

export function blocksOf(blocks: readonly HexBlock[]): Block[] {
  return blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: fromHex(bytes) }))
}

/** Blocks go in as they are, damaged ones too. */
export function storeOf(blocks: readonly HexBlock[]): MemoryStore {
  const store = new MemoryStore()
  store.put(blocksOf(blocks))
  return store
}

export function filterOf({ bytes, hashes }: Filter<Hex>): BloomFilter {
  return BloomFilter.fromBytes(fromHex(bytes), hashes)
}

export function filterHex({ bytes, hashes }: BloomFilter): Filter<Hex> {
  return { bytes: toHex(bytes), hashes }
}

export function statusOf({ roots, filter }: Message<Hex>): Status {
  return { missing: cidsOf(roots), have: filterOf(filter) }
}

export function messageHex({ missing, have }: Status) {
  return { roots: hexOf(missing), filter: filterHex(have) }
}
