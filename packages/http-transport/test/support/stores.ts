import { createHash } from 'node:crypto'
import { MemoryStore } from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import { expect } from 'vitest'

interface Stored {
  readonly cid: CID
  readonly bytes: Uint8Array
}

export function storeOf(...blocks: readonly Stored[]): MemoryStore {
  const store = new MemoryStore()
  for (const { cid, bytes } of blocks) store.put([{ cid: cid.bytes, bytes }])
  return store
}

/** The CIDs in a store, as sorted text. */
export function contents(store: MemoryStore): string[] {
  return Array.from(store.cids(), (cid) => CID.decode(cid).toString()).sort()
}

/** CIDs as sorted text, to compare with `contents`. */
export function cidsOf(...blocks: readonly { readonly cid: CID }[]): string[] {
  return blocks.map(({ cid }) => cid.toString()).sort()
}

const HASHES = new Map([
  [0x12, 'sha256'],
  [0x13, 'sha512'],
])

/** Rehashes everything, with another library than the one under test. */
export function expectSound(store: MemoryStore): void {
  for (const bytes of store.cids()) {
    const { multihash } = CID.decode(bytes)
    const hash = createHash(HASHES.get(multihash.code) ?? '').update(store.get(bytes)!)
    expect(hash.digest().equals(multihash.digest)).toBe(true)
  }
}
