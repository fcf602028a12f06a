import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { AdapterInput } from '../../adapter/schemas.js'
import type { Exchange, Progress } from '../../model/client.js'
import type { Store } from '../../model/dag.js'
import type { Model } from '../../model/model.js'
import { Refusal } from '../../model/refusal.js'
import type { Handlers } from '../answer-lines.js'
import { FaultyStore } from './stores.js'

/** The model's server and client over real connections. */
export function liveHandlers(model: Model): Handlers {
  const { client } = model
  let running: { readonly server: Server; readonly store: FaultyStore } | undefined
  return {
    serve: async ({ store: blocks, fault }) => {
      running?.server.close()
      running?.server.closeAllConnections()
      const store = FaultyStore.of(blocks, fault)
      const server = createServer((request, response) => {
        respond(model, store, request, response).catch(() => response.destroy())
      })
      running = { server, store }
      await once(server.listen(0, '127.0.0.1'), 'listening')
      return { value: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } }
    },
    dump: () => {
      if (running === undefined) return { error: 'unspecified', detail: 'no server runs' }
      return { value: { stored: running.store.stored() } }
    },
    pull: async (input) => {
      const store = FaultyStore.of(input.store, input.fault)
      const { value, ...refusal } = await transferred(input, (exchange, progress) => {
        return client.pull({ store, roots: input.roots, diff: input.diff }, exchange, progress)
      })
      return { ...refusal, value: { ...value, stored: store.stored() } }
    },
    push: ({ coldCall = 'all', ...input }) => {
      const store = FaultyStore.of(input.store, input.fault)
      const task = { store, roots: input.roots, diff: input.diff }
      return transferred(input, (exchange, progress) => {
        return client.push(task, coldCall, exchange, progress)
      })
    },
  }
}

async function respond(
  { server }: Model,
  store: Store,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/', headers } = request
  const body = new Uint8Array(await buffer(request))
  const asked = { method, path: url, type: headers['content-type'] ?? null, body }
  const reply = await server.respond(store, asked).catch((error) => {
    if (error instanceof Refusal) throw error
    console.error(error)
    return server.refuse(500, 'internal')
  })
  response.writeHead(reply.status, { 'content-type': reply.type })
  response.end(reply.body)
}

/** One transfer of the model's client; one that does not end by itself is given up after its time. */
async function transferred(
  { url, timeout }: Pick<AdapterInput<'pull'>, 'url' | 'timeout'>,
  run: (exchange: Exchange, progress: Progress) => Promise<void>,
) {
  const signal = AbortSignal.timeout(timeout)
  const progress: Progress = { complete: false, unavailable: [] }
  let rounds = 0
  const exchange: Exchange = async ({ method, path, type, body }) => {
    rounds++
    const headers: HeadersInit = type === null ? {} : { 'content-type': type }
    const init = {
      method,
      headers,
      body: new Uint8Array(body),
      redirect: 'manual',
      signal,
    } as const
    const response = await fetch(url + path, init)
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }
  const told = () => ({
    complete: progress.complete,
    unavailable: [...progress.unavailable],
    rounds,
  })
  try {
    await run(exchange, progress)
    return { value: told() }
  } catch (error) {
    if (error instanceof Refusal) return { error: error.code, detail: error.message, value: told() }
    const detail = signal.aborted ? `gave up after ${timeout} ms, ${rounds} rounds` : String(error)
    return { error: 'unspecified' as const, detail, value: told() }
  }
}
