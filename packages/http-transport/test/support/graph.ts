import { blockLinks, defaultCodecs, type MemoryStore } from '@car-mirror/core'
import { toHex } from '@car-mirror/vectors'

/** What a walk from some CIDs meets, level by level: what a store holds, and what it lacks. */
export interface Walked {
  readonly held: Uint8Array[]
  readonly missing: Uint8Array[]
}

export function walk(store: MemoryStore, roots: readonly Uint8Array[]): Walked {
  const held: Uint8Array[] = []
  const missing: Uint8Array[] = []
  const seen = new Set<string>()
  const queue = [...roots]
  for (let cid = queue.shift(); cid; cid = queue.shift()) {
    if (seen.has(toHex(cid))) continue
    seen.add(toHex(cid))
    const links = linksOf(store, cid)
    if (links) held.push(cid)
    else missing.push(cid)
    queue.push(...(links ?? []))
  }
  return { held, missing }
}

export function linksOf(store: MemoryStore, cid: Uint8Array): Uint8Array[] | undefined {
  const bytes = store.get(cid)
  return bytes && blockLinks(defaultCodecs, cid, bytes)
}

/** Whether a CID is among these. */
export function among(cids: readonly Uint8Array[]): (cid: Uint8Array) => boolean {
  const set = new Set(cids.map((cid) => toHex(cid)))
  return (cid) => set.has(toHex(cid))
}
