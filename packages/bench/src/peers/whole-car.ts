import { createReadStream } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { CarFramer } from '@car-mirror/car-io'
import { CarBlockIterator } from '@ipld/car'
import { CID } from 'multiformats/cid'
import { readBody, send } from './http.js'
import type { Opening, Peer } from './peer.js'
import { runPeer } from './run-peer.js'
import { verify } from './verify.js'

/** Blocks by the text of their CID, or else the CAR that came, as a file. */
interface CarStore {
  readonly blocks: Map<string, Uint8Array>
  /** What is served or sent, as it is. */
  readonly car: Uint8Array | undefined
  readonly file: string | undefined
}

const peer: Peer<CarStore> = {
  async open({ have, disk }: Opening) {
    const car = have === undefined ? undefined : await readFile(have)
    const blocks = new Map(car && textBlocks(car))
    return { blocks, car, file: disk === undefined ? undefined : join(disk, 'received.car') }
  },
  listener: (store) => async (incoming, outgoing) => {
    try {
      await answer(store, incoming, outgoing)
    } catch (error) {
      outgoing.destroy(error as Error)
    }
  },
  async pull(url, root, store) {
    await receive(await send('GET', `${url}/${root}`), store)
    return { complete: true }
  },
  async push(url, root, store) {
    await readBody(await send('PUT', `${url}/${root}`, store.car))
    return { complete: true }
  },
  async *blocks({ blocks, file }) {
    if (file === undefined) yield* blocks.values()
    else for await (const { bytes } of await carBlocks(createReadStream(file))) yield bytes
  },
}

await runPeer(peer)

async function answer(
  store: CarStore,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.method === 'GET') {
    outgoing.end(store.car)
    return
  }
  await receive(incoming, store)
  outgoing.end()
}

/** Every block is verified before it counts; what the root links to is not looked for. */
async function receive(body: IncomingMessage, { blocks, file }: CarStore): Promise<void> {
  const handle = file === undefined ? undefined : await open(file, 'w')
  const source = handle === undefined ? body : written(body, handle)
  for await (const { cid, bytes } of await carBlocks(source)) {
    await verify(cid, bytes)
    if (file === undefined) blocks.set(cid.toString(), bytes)
  }
  await handle?.sync()
  await handle?.close()
}

async function* written(body: AsyncIterable<Uint8Array>, file: FileHandle) {
  for await (const chunk of body) {
    await file.write(chunk)
    yield chunk
  }
}

function* textBlocks(car: Uint8Array): Generator<[string, Uint8Array]> {
  for (const { cid, bytes } of new CarFramer().push(car)) yield [CID.decode(cid).toString(), bytes]
}

function carBlocks(source: AsyncIterable<Uint8Array>): Promise<CarBlockIterator> {
  return CarBlockIterator.fromIterable(source)
}
