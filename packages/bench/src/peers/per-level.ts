import { CarBlockIterator } from '@ipld/car'
import { send } from './http.js'
import { blockListener, byLevels, openTextStore, type TextStore } from './levels.js'
import type { Peer } from './peer.js'
import { runPeer } from './run-peer.js'
import { verify } from './verify.js'

const peer: Peer<TextStore> = {
  open: openTextStore,
  listener: blockListener,
  blocks: (store) => store.values(),
  pull(url, root, store) {
    return byLevels(root, store, async (wanted) => {
      const answer = await send('POST', url, wanted.join('\n'))
      for await (const { cid, bytes } of await CarBlockIterator.fromIterable(answer)) {
        await verify(cid, bytes)
        store.set(cid.toString(), bytes)
      }
      return 1
    })
  },
}

await runPeer(peer)
