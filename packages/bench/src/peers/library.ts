import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { CarBlockIterator, CarWriter } from '@ipld/car'
import { MemoryBlockstore } from 'blockstore-core'
import { FsBlockstore } from 'blockstore-fs'
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { readBody, send, stream } from './http.js'
import { linksOf } from './links.js'
import type { Opening, Peer } from './peer.js'
import { readCar } from './read-car.js'
import { runPeer } from './run-peer.js'
import { verify } from './verify.js'

const peer: Peer<Blockstore> = {
  async open({ have, disk }: Opening) {
    const store = disk === undefined ? new MemoryBlockstore() : new FsBlockstore(disk)
    if (store instanceof FsBlockstore) await store.open()
    if (have !== undefined) {
      for await (const batch of readCar(have)) {
        for (const { cid, bytes } of batch) await store.put(CID.decode(cid.slice()), bytes.slice())
      }
    }
    return store
  },
  listener: (store) => async (incoming, outgoing) => {
    const root = CID.parse(incoming.url!.slice(1))
    try {
      if (incoming.method === 'GET') await pipeline(pack(root, store), outgoing)
      else {
        await unpack(incoming, store)
        outgoing.end(String(await isComplete(root, store)))
      }
    } catch (error) {
      outgoing.destroy(error as Error)
    }
  },
  async pull(url, root, store) {
    await unpack(await send('GET', `${url}/${root}`), store)
    return { complete: await isComplete(root, store) }
  },
  async push(url, root, store) {
    const answer = await stream('PUT', `${url}/${root}`, pack(root, store))
    return { complete: (await readBody(answer)).toString() === 'true' }
  },
  async *blocks(store) {
    for await (const { bytes } of store.getAll()) yield await whole(bytes)
  },
}

await runPeer(peer)

/** The DAG below a root as a CAR, from the top. */
function pack(root: CID, store: Blockstore): AsyncIterable<Uint8Array> {
  const { writer, out } = CarWriter.create([root])
  const written = async () => {
    for await (const block of walk(root, store)) await writer.put(block)
    await writer.close()
  }
  return withWriter(out, written())
}

async function* withWriter(out: AsyncIterable<Uint8Array>, written: Promise<void>) {
  yield* out
  await written
}

async function unpack(body: IncomingMessage, store: Blockstore): Promise<void> {
  for await (const { cid, bytes } of await CarBlockIterator.fromIterable(body)) {
    await verify(cid, bytes)
    await store.put(cid, bytes)
  }
}

async function isComplete(root: CID, store: Blockstore): Promise<boolean> {
  const seen = new Set([root.toString()])
  const open = [root]
  for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
    if (!(await store.has(cid))) return false
    // A leaf has no links, so it need not be read.
    if (cid.code === raw.code) continue
    for (const link of linksOf(cid, await whole(store.get(cid)))) {
      if (isNew(link, seen)) open.push(link)
    }
  }
  return true
}

async function* walk(root: CID, store: Blockstore) {
  const seen = new Set([root.toString()])
  const open = [root]
  for (let cid = open.pop(); cid !== undefined; cid = open.pop()) {
    const bytes = await whole(store.get(cid))
    yield { cid, bytes }
    for (const link of linksOf(cid, bytes)) if (isNew(link, seen)) open.push(link)
  }
}

function isNew(cid: CID, seen: Set<string>): boolean {
  const before = seen.size
  return seen.add(cid.toString()).size > before
}

async function whole(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Uint8Array> {
  const read: Uint8Array[] = []
  for await (const chunk of chunks) read.push(chunk)
  return read.length === 1 ? read[0]! : Buffer.concat(read)
}
