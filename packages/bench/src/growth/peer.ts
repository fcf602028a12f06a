import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { createHandler, pull, push } from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { CID } from 'multiformats/cid'
import type { Ask, Calls, Reply } from './peer-process.js'
import { type OpenStore, openStore } from './stores.js'

/** How long memory that is free may take to be given back, in milliseconds. */
const QUIET = 50

/** What a peer does in a process of its own, with nothing else in it that takes memory. */
const stores: OpenStore[] = []

const calls: { [Name in keyof Calls]: (ask: Calls[Name]['ask']) => Promise<Calls[Name]['reply']> } =
  {
    async open(spec) {
      return stores.push(await openStore(spec)) - 1
    },

    async serve(store) {
      const handler = createHandler({ store: stores[store]!.store })
      const server = createServer({ requestTimeout: 0 }, nodeListener(handler))
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },

    async transfer({ direction, store, url, root }) {
      const options = { store: stores[store]!.store, url, roots: [CID.parse(root)] }
      const start = performance.now()
      const done = await (direction === 'pull' ? pull(options) : push(options))
      const ms = performance.now() - start
      const blocks = done.blocks.sent + done.blocks.received
      return { ms, complete: done.complete, rounds: done.rounds, blocks }
    },

    async settle() {
      // Another thread gives buffers back to the system, some only after the next collection.
      for (let i = 0; i < 3; i++) {
        globalThis.gc?.()
        await setTimeout(QUIET)
      }
      return null
    },

    async close() {
      for (const store of stores.splice(0)) await store.close()
      return null
    },
  }

process.on('message', async ({ id, call, ask }: Ask) => {
  const reply: Reply = { id }
  try {
    reply.value = await calls[call](ask as never)
  } catch (error) {
    reply.error = error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  process.send?.(reply)
})
