import { Agent, fetch as undiciFetch } from 'undici'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../src/connection.js'
import { nodeFetch } from '../../src/node/node-fetch.js'
import { h2cFetch } from './h2c-fetch.js'
import type { Protocol } from './serve.js'

/** A `fetch` that speaks a protocol and trusts any certificate, until the end of the test. */
export function clientOf(protocol: Protocol): Fetch {
  const { fetch, close } = open(protocol)
  onTestFinished(close)
  return fetch
}

function open(protocol: Protocol): { fetch: Fetch; close(): Promise<void> } {
  if (protocol === 'http') return { fetch: globalThis.fetch, close: async () => {} }
  if (protocol === 'nodeFetch') return { fetch: nodeFetch, close: async () => {} }
  if (protocol === 'h2c') return h2cFetch()
  const allowH2 = protocol === 'h2'
  const dispatcher = new Agent({ allowH2, connect: { rejectUnauthorized: false } })
  const fetch = (url: string, init: RequestInit) =>
    undiciFetch(url, { ...init, dispatcher } as Parameters<typeof undiciFetch>[1])
  return { fetch: fetch as unknown as Fetch, close: () => dispatcher.destroy() }
}
