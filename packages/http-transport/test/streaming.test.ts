import type { Block, MemoryStore, Store } from '@car-mirror/core'
import { expect, it } from 'vitest'
import { createHandler } from '../src/handler.js'
import { pull } from '../src/pull.js'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { clientOf } from './support/clients.js'
import { PROTOCOLS, serve } from './support/serve.js'
import { cidsOf, contents, storeOf } from './support/stores.js'

const leaves = Array.from({ length: 40 }, (_, i) => raw(new Uint8Array(256 * 1024).fill(i)))
const root = node('root', ...leaves)
const roots = [root.cid]
const all = [root, ...leaves]

/**
 * Two stores of which the first one gives its last leaf only when the second has been given something:
 * whoever reads all before it sends, or stores nothing before it has all, waits for ever.
 */
function entwined(): { source: Store; sink: Store; kept: MemoryStore } {
  const full = storeOf(...all)
  const kept = storeOf()
  const last = leaves.at(-1)!.cid.bytes
  let given = () => {}
  const something = new Promise<void>((resolve) => {
    given = resolve
  })
  const source: Store = {
    has: (cid) => full.has(cid),
    async get(cid) {
      if (Buffer.from(cid).equals(last)) await something
      return full.get(cid)
    },
    put: () => {},
  }
  const sink: Store = {
    has: (cid) => kept.has(cid),
    get: (cid) => kept.get(cid),
    put(blocks: readonly Block[]) {
      kept.put(blocks)
      given()
    },
  }
  return { source, sink, kept }
}

it.each(PROTOCOLS)(
  'stores what has come of a pull while the rest is read, %s',
  async (protocol) => {
    const { source, sink, kept } = entwined()
    let requests = 0
    const handler = createHandler({ store: source })
    const { url } = await serve((request) => {
      requests++
      return handler(request)
    }, protocol)
    const pulled = await pull({ url, fetch: clientOf(protocol), roots, store: sink })
    expect(pulled).toMatchObject({ complete: true, rounds: 1, duplicates: 0 })
    // Of a DAG of which the client has nothing, everything comes with the first answer.
    expect(requests).toBe(1)
    expect(contents(kept)).toEqual(cidsOf(...all))
  },
)

it.each(PROTOCOLS)(
  'stores what has come of a push while the rest is read, %s',
  async (protocol) => {
    const { source, sink, kept } = entwined()
    const { url } = await serve(createHandler({ store: sink }), protocol)
    const coldCall = Number.POSITIVE_INFINITY
    const pushed = await push({ url, fetch: clientOf(protocol), roots, store: source, coldCall })
    expect(pushed).toMatchObject({ complete: true, rounds: 1, duplicates: 0 })
    expect(contents(kept)).toEqual(cidsOf(...all))
  },
)
