import type { Handler } from '../../src/handler.js'

export const PULL = '/api/v0/dag/pull'
export const PUSH = '/api/v0/dag/push'
const MESSAGE_TYPE = 'application/vnd.ipld.dag-cbor'
const CAR_TYPE = 'application/vnd.ipld.car'

/** What a handler answered, with its body read. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
  /** The body if it is a problem. */
  readonly problem: { code?: string; title?: string; requirement?: string; status?: number }
}

/** Posts to a handler without a socket. The body's type follows from the route unless given. */
export async function ask(
  handler: Handler,
  path: string,
  body: BodyInit | null,
  init: RequestInit = {},
): Promise<Answered> {
  const type = path.includes('/push') ? CAR_TYPE : MESSAGE_TYPE
  const headers = { 'content-type': type }
  const request = new Request(`http://peer.example${path}`, {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
    ...init,
  } as RequestInit)
  return read(await handler(request))
}

async function read(response: Response): Promise<Answered> {
  const body = new Uint8Array(await response.arrayBuffer())
  const isProblem = response.headers.get('content-type') === 'application/problem+json'
  const problem = isProblem ? JSON.parse(new TextDecoder().decode(body)) : {}
  return { status: response.status, headers: response.headers, body, problem }
}
