import { AT_A_TIME, readBody, send } from './http.js'
import { byLevels, type TextStore, textPeer } from './levels.js'
import type { Peer } from './peer.js'
import { runPeer } from './run-peer.js'
import { verify } from './verify.js'

const peer: Peer<TextStore> = {
  ...textPeer,
  pull(url, root, store) {
    return byLevels(root, store, async (wanted) => {
      const left = wanted.values()
      // All take from the same list until it is empty.
      const one = async () => {
        for (const cid of left) {
          const bytes = await readBody(await send('GET', `${url}/${cid}`))
          await verify(cid, bytes)
          store.set(cid.toString(), bytes)
        }
      }
      await Promise.all(Array.from({ length: AT_A_TIME }, one))
      return wanted.length
    })
  },
}

await runPeer(peer)
