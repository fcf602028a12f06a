import { LmdbBlockstore } from '@car-mirror/blockstore-lmdb'
import { MemoryStore, type Store } from '@car-mirror/core'
import { createHandler, pull, push, type Transfer } from '@car-mirror/http-transport'
import { nodeFetch, nodeListener } from '@car-mirror/http-transport/node'
import type { CID } from 'multiformats/cid'
import type { Ending, Opening, Peer } from './peer.js'
import { openCar } from './read-car.js'
import { runPeer } from './run-peer.js'

interface OurStore {
  readonly store: Store
  /** Roots of what is there from the start. */
  readonly basis: readonly CID[]
  blocks(): Iterable<Uint8Array>
  close(): Promise<void>
}

const peer: Peer<OurStore> = {
  async open({ have, disk }: Opening) {
    // Node loads these when one of them is first used, and programs are loaded before a run.
    void globalThis.Response
    const opened = disk === undefined ? inMemory() : await onDisk(disk)
    if (have === undefined) return opened
    const { roots, blocks } = await openCar(have)
    for await (const batch of blocks) await opened.store.put(batch)
    return { ...opened, basis: roots }
  },
  listener: ({ store }) => nodeListener(createHandler({ store })),
  // Who has the older version knows its root.
  pull: async (url, root, { store, basis }) =>
    ending(await pull({ url, roots: [root], store, basis, fetch: nodeFetch })),
  push: async (url, root, { store }) =>
    ending(await push({ url, roots: [root], store, fetch: nodeFetch })),
  blocks: (opened) => opened.blocks(),
  close: (opened) => opened.close(),
}

await runPeer(peer)

function inMemory(): OurStore {
  const store = new MemoryStore()
  return {
    store,
    basis: [],
    *blocks() {
      for (const cid of store.cids()) yield store.get(cid)!
    },
    close: async () => {},
  }
}

async function onDisk(folder: string): Promise<OurStore> {
  const lmdb = await LmdbBlockstore.open(folder, { create: true })
  return {
    store: lmdb.bytes,
    basis: [],
    *blocks() {
      for (const cid of lmdb.bytes.sample(lmdb.bytes.size())) yield lmdb.bytes.get(cid)!
    },
    close: () => lmdb.close(),
  }
}

function ending({ complete, rounds, duplicates, bytes }: Transfer): Ending {
  return { complete, rounds, duplicates, wireBytes: bytes.sent + bytes.received }
}
