import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import type { Store } from './store.js'

/** Any `interface-blockstore` (memory, fs, level, idb, s3 ...) as a store of the engine. */
export function fromBlockstore(blockstore: Blockstore): Store {
  return {
    has: (cid) => blockstore.has(CID.decode(cid)),
    get: (cid) => getWhole(blockstore, CID.decode(cid)),
    async put(blocks) {
      const pairs = blocks.map(({ cid, bytes }) => ({
        cid: CID.decode(cid.slice()),
        bytes: bytes.slice(),
      }))
      for await (const _ of blockstore.putMany(pairs)) {
        // the store writes as it is drained
      }
    },
  }
}

async function getWhole(blockstore: Blockstore, cid: CID): Promise<Uint8Array | undefined> {
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of blockstore.get(cid)) chunks.push(chunk)
    return chunks.length === 1 ? chunks[0] : concat(chunks)
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') return undefined
    throw error
  }
}

function concat(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
