import { type Block, CidMap, MemoryStore, type Store } from '@car-mirror/core'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { push } from '../src/push.js'
import { serve } from './support/serve.js'

const MIB = 1024 * 1024
const LEAVES = 2048
const LEAF_BYTES = 256 * 1024

/** The `i`-th leaf, made anew each time it is asked for. */
function leaf(i: number): Uint8Array {
  const bytes = new Uint8Array(LEAF_BYTES)
  new DataView(bytes.buffer).setUint32(0, i)
  return bytes
}

/** Half a gigabyte that is nowhere in memory. */
async function virtualStore(): Promise<{ store: Store; root: CID }> {
  const leaves = new CidMap<number>()
  const links: CID[] = []
  for (let i = 0; i < LEAVES; i++) {
    const cid = CID.createV1(0x55, await sha256.digest(leaf(i)))
    leaves.set(cid.bytes, i)
    links.push(cid)
  }
  const bytes = dagCbor.encode(links)
  const root = CID.createV1(dagCbor.code, await sha256.digest(bytes))
  const nodes = new MemoryStore()
  nodes.put([{ cid: root.bytes, bytes }])
  const get = (cid: Uint8Array) => {
    const i = leaves.get(cid)
    return i === undefined ? nodes.get(cid) : leaf(i)
  }
  return { store: { has: (cid) => get(cid) !== undefined, get, put: () => {} }, root }
}

it('pushes half a gigabyte without keeping it', async () => {
  const { store, root } = await virtualStore()
  let stored = 0
  let peak = 0
  const sink: Store = {
    has: () => false,
    get: () => undefined,
    put(blocks: readonly Block[]) {
      stored += blocks.length
      peak = Math.max(peak, process.memoryUsage().arrayBuffers)
    },
  }
  const { url } = await serve(createHandler({ store: sink }))
  // The whole in one round, as nothing is kept for a second one to find.
  const outcome = await push({ url, store, roots: [root], coldCall: Number.POSITIVE_INFINITY })
  expect(outcome).toMatchObject({ complete: true, rounds: 1 })
  expect(stored).toBe(LEAVES + 1)
  expect(peak).toBeLessThan(256 * MIB)
})
