import type { Fetch } from '../../src/connection.js'
import type { Handler } from '../../src/handler.js'

/** A request as it was made, with its body read. */
interface Made {
  readonly path: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Does something with a request instead of serving it, or undefined to have it served. */
export type Step = (request: Request) => Promise<Response | undefined> | Response | undefined

/** A `fetch` without sockets: each request goes to the next step; after the last, to the handler. */
export function fetchOf(handler: Handler, ...steps: readonly Step[]) {
  const made: Made[] = []
  const pending = [...steps]
  const fetch: Fetch = async (url, init) => {
    init.signal?.throwIfAborted()
    const request = new Request(url, init)
    const body = new Uint8Array(await request.arrayBuffer())
    made.push({ path: request.url.replace(/^http:\/\/[^/]*/, ''), headers: request.headers, body })
    const again = () => new Request(url, { method: 'POST', headers: request.headers, body })
    return (await pending.shift()?.(again())) ?? handler(again())
  }
  return { fetch, made }
}

export function status(code: number, headers: Record<string, string> = {}): Step {
  return () => new Response('{}', { status: code, headers })
}

export function lost(): Step {
  return () => {
    throw new TypeError('fetch failed')
  }
}
