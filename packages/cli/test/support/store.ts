import { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { sha256 } from 'multiformats/hashes/sha2'

/** Opens a store of the command from the outside. */
export async function inStore<T>(
  directory: string,
  use: (store: LmdbBlockstore) => Promise<T>,
): Promise<T> {
  const store = await LmdbBlockstore.open(directory, { create: false })
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

/** The first raw leaf, in the order of the CIDs. */
function someLeaf(store: LmdbBlockstore): CID {
  for (const { cid } of store.getAll()) if (cid.code === raw.code) return cid
  throw new Error('the store holds no leaf')
}

/** Turns over one bit of one leaf. */
export function corruptLeaf(directory: string): Promise<string> {
  return inStore(directory, async (store) => {
    const cid = someLeaf(store)
    const [bytes] = store.get(cid)
    const wrong = Uint8Array.from(bytes!)
    wrong[0]! ^= 1
    await store.put(cid, wrong)
    return cid.toString()
  })
}

export function removeLeaf(directory: string): Promise<string> {
  return inStore(directory, async (store) => {
    const cid = someLeaf(store)
    await store.delete(cid)
    return cid.toString()
  })
}

export async function cidOf(code: number, bytes: Uint8Array): Promise<CID> {
  return CID.createV1(code, await sha256.digest(bytes))
}
