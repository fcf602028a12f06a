import { CarBlockIterator } from '@ipld/car'
import { send } from './http.js'
import { byLevels, type TextStore, textPeer } from './levels.js'
import type { Peer } from './peer.js'
import { runPeer } from './run-peer.js'
import { verify } from './verify.js'

const peer: Peer<TextStore> = {
  ...textPeer,
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
