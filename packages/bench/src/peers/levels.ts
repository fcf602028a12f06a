import type { RequestListener } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { CarWriter } from '@ipld/car'
import { CID } from 'multiformats/cid'
import { readBody } from './http.js'
import { linksOf } from './links.js'
import type { Ending, Opening } from './peer.js'
import { readCar } from './read-car.js'

/** Blocks by the text of their CID. */
export type TextStore = Map<string, Uint8Array>

async function openTextStore({ have }: Opening): Promise<TextStore> {
  const store: TextStore = new Map()
  if (have === undefined) return store
  for await (const batch of readCar(have)) {
    for (const { cid, bytes } of batch) store.set(CID.decode(cid).toString(), bytes.slice())
  }
  return store
}

/** GET a block by its CID, or POST a list of CIDs for a CAR of them. */
function blockListener(store: TextStore): RequestListener {
  return async (incoming, outgoing) => {
    if (incoming.method === 'GET') {
      outgoing.end(store.get(incoming.url!.slice(1)))
      return
    }
    const wanted = (await readBody(incoming)).toString().split('\n')
    const { writer, out } = CarWriter.create([])
    const sent = pipeline(out, outgoing).catch(() => {})
    for (const name of wanted) await writer.put({ cid: CID.parse(name), bytes: store.get(name)! })
    await writer.close()
    await sent
  }
}

/** All that peers which fetch by CID have in common. */
export const textPeer = {
  open: openTextStore,
  listener: blockListener,
  blocks: (store: TextStore) => store.values(),
}

/**
 * Level by level from the root: what is not there is fetched, and what the level links to is the next.
 * @param fetch verifies what it brings
 * @returns how many requests it took
 */
export async function byLevels(
  root: CID,
  store: TextStore,
  fetch: (wanted: CID[]) => Promise<number>,
): Promise<Ending> {
  const seen = new Set([root.toString()])
  let rounds = 0
  for (let level = [root]; level.length > 0; ) {
    const wanted = level.filter((cid) => !store.has(cid.toString()))
    if (wanted.length > 0) rounds += await fetch(wanted)
    const next: CID[] = []
    for (const cid of level) {
      for (const link of linksOf(cid, store.get(cid.toString())!)) {
        const before = seen.size
        if (seen.add(link.toString()).size > before) next.push(link)
      }
    }
    level = next
  }
  return { complete: true, rounds }
}
