import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MemoryStore } from '@car-mirror/core'
import {
  createHandler,
  type Dialect,
  pull,
  push,
  type Transfer,
  type TransferOptions,
} from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { type Hex, toHex } from '@car-mirror/vectors'
import type { AdapterInput } from '../../adapter/schemas.js'
import type { Handlers } from '../answer-lines.js'
import { cidsOf, hexOf, storeOf } from './convert.js'
import { FaultyStore } from './faulty-store.js'
import { refused } from './refusals.js'

/** The one server that runs, and its store, which `dump` reads while it does. */
let running: { readonly server: Server; readonly store: MemoryStore } | undefined

/** The port as a server and as a client, over real connections. */
export function liveHandlers(dialect: Dialect) {
  return { ...serverHandlers, ...clientHandlers(dialect) }
}

const serverHandlers = {
  serve: async ({ store: blocks, fault }) => {
    running?.server.close()
    running?.server.closeAllConnections()
    const store = storeOf(blocks)
    const onError = (error: unknown) => console.error(error)
    const handler = createHandler({ store: new FaultyStore(store, fault), onError })
    const server = createServer(nodeListener(handler))
    running = { server, store }
    await once(server.listen(0, '127.0.0.1'), 'listening')
    return { value: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } }
  },

  dump: () => {
    if (running === undefined) return { error: 'unspecified', detail: 'no server runs' }
    return { value: { stored: storedIn(running.store) } }
  },
} satisfies Handlers

function clientHandlers(dialect: Dialect) {
  return {
    pull: (input) =>
      transferred(
        input,
        (given) => pull({ ...given, dialect }),
        (stored) => ({ stored }),
      ),

    push: ({ coldCall, ...input }) => {
      // What the protocol calls one block or all is a number of bytes here.
      const bytes = { one: 0, all: Number.POSITIVE_INFINITY }
      const options = coldCall === undefined ? {} : { coldCall: bytes[coldCall] }
      return transferred(
        input,
        (given) => push({ ...given, dialect, ...options }),
        () => ({}),
      )
    },
  } satisfies Handlers
}

/** One transfer of our client. One that does not end by itself is given up after its time. */
async function transferred<S>(
  { url, roots, store: blocks, diff, fault, timeout }: AdapterInput<'pull'>,
  run: (options: TransferOptions) => Promise<Transfer>,
  told: (stored: ReturnType<typeof storedIn>) => S,
) {
  const kept = storeOf(blocks)
  const store = new FaultyStore(kept, fault)
  const signal = AbortSignal.timeout(timeout)
  let rounds = 0
  const onProgress: TransferOptions['onProgress'] = ({ type }) => {
    if (type === 'round-start') rounds++
  }
  const options = { url, roots: cidsOf(roots), store, diff, signal, onProgress, retries: 0 }
  try {
    const { complete, unavailable } = await run(options)
    const value = { complete, unavailable: hexOf(unavailable), rounds, ...told(storedIn(kept)) }
    return { value }
  } catch (error) {
    const value = { complete: false, rounds, ...told(storedIn(kept)) }
    return { ...(signal.aborted ? gaveUp(timeout, rounds) : failed(error)), value }
  }
}

function gaveUp(timeout: number, rounds: number) {
  return { error: 'unspecified', detail: `gave up after ${timeout} ms, ${rounds} rounds` } as const
}

/** A client may fail on its own store too, which none of our errors stands for. */
function failed(error: unknown) {
  try {
    return refused(error)
  } catch {
    return { error: 'unspecified', detail: String(error) } as const
  }
}

function storedIn(store: MemoryStore): { cid: Hex; sha256: Hex }[] {
  return Array.from(store.cids(), (cid) => ({
    cid: toHex(cid),
    sha256: createHash('sha256').update(store.get(cid)!).digest('hex'),
  }))
}
