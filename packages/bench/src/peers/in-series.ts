import { hash } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { CarFramer } from '@car-mirror/car-io'
import { send } from './http.js'
import type { Opening, Peer } from './peer.js'
import { runPeer } from './run-peer.js'

/** A CAR as it is: whole, or in the chunks in which it came. */
type Received = Uint8Array[]

/**
 * The floor: a CAR comes over HTTP, and when it is there its bytes are hashed. Nothing is parsed,
 * compared or copied; the blocks are looked for when the time has been taken.
 */
const peer: Peer<Received> = {
  open: async ({ have }: Opening) => (have === undefined ? [] : [await readFile(have)]),
  listener: (car) => (_, outgoing) => {
    for (const chunk of car) outgoing.write(chunk)
    outgoing.end()
  },
  async pull(url, root, received) {
    const body = await send('GET', `${url}/${root}`)
    body.on('data', (chunk: Uint8Array) => received.push(chunk))
    await once(body, 'end')
    let length = 0
    for (const chunk of received) length += hash('sha256', chunk, 'binary').length
    return { complete: length === 32 * received.length }
  },
  *blocks(received) {
    const framer = new CarFramer()
    for (const chunk of received) for (const { bytes } of framer.push(chunk)) yield bytes
    framer.end()
  },
}

await runPeer(peer)
