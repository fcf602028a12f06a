import { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import type { Store } from '@car-mirror/core'
import { type DagSpec, GeneratedDag } from './generated-dag.js'
import { GeneratedStore } from './generated-store.js'

/** A store as it is told to another process. */
export type StoreSpec =
  | { readonly kind: 'generated'; readonly dag: Omit<DagSpec, 'changed'>; readonly full: boolean }
  | { readonly kind: 'lmdb'; readonly directory: string }

export interface OpenStore {
  readonly store: Store
  close(): Promise<void>
}

export async function openStore(spec: StoreSpec): Promise<OpenStore> {
  if (spec.kind === 'generated') {
    const store = new GeneratedStore(new GeneratedDag(spec.dag), spec.full)
    return { store, close: async () => {} }
  }
  const lmdb = await LmdbBlockstore.open(spec.directory)
  return { store: lmdb.bytes, close: () => lmdb.close() }
}

/** Blocks written at once, in bytes. */
const BATCH = 16 * 1024 * 1024

/** Puts a whole DAG into a store on disk, in the order of its keys: the fastest way in. */
export async function fillStore(directory: string, dag: GeneratedDag): Promise<void> {
  const lmdb = await LmdbBlockstore.open(directory)
  try {
    let batch: { cid: Uint8Array; bytes: Uint8Array }[] = []
    let held = 0
    for (const number of dag.inKeyOrder()) {
      const bytes = dag.bytes(number)
      batch.push({ cid: dag.cid(number), bytes })
      held += bytes.length
      if (held < BATCH) continue
      await lmdb.putBatch(batch)
      batch = []
      held = 0
    }
    await lmdb.putBatch(batch)
  } finally {
    await lmdb.close()
  }
}
