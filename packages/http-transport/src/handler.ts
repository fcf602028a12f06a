import { parseCid } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
import type { Call, Dialect } from './dialect.js'
import { TransportError } from './errors.js'
import { goDialect } from './go-dialect.js'
import type { HandlerOptions } from './handler-options.js'
import { DUPLICATES } from './headers.js'
import { type TransportLimits, transportLimits } from './limits.js'
import { isInternal, refusal } from './refusal.js'
import { RequestBody } from './request-body.js'
import { rsDialect } from './rs-dialect.js'
import { servePull } from './serve-pull.js'
import { servePush } from './serve-push.js'
import { specDialect } from './spec-dialect.js'

/** All at once, told apart by route. The first one's routes can contain those of the others. */
const DIALECTS: readonly Dialect[] = [specDialect, rsDialect, goDialect]

/** What the connection of a request allows; nothing if nobody says. */
export interface Allowance {
  /**
   * The request may be answered while it is still coming, and what is left of it need not be read. So
   * it is over HTTP/2; over HTTP/1.1 it breaks the connection. @see HTTP-18
   */
  readonly answersEarly?: boolean
}

export type Handler = (request: Request, allowance?: Allowance) => Promise<Response>

/**
 * A CAR Mirror server. It keeps nothing between rounds, so any of several may answer any round.
 * @see HTTP-16 RND-29
 */
export function createHandler(options: HandlerOptions): Handler {
  const limits = transportLimits(options.limits)
  return async (request, allowance) => {
    const body = new RequestBody(request, allowance?.answersEarly === true)
    try {
      return withCors(await answer(request, body, options, limits), options.cors)
    } catch (error) {
      if (isInternal(error) && !request.signal.aborted) options.onError?.(error)
      await body.drain(limits.drain)
      return withCors(refusal(error), options.cors)
    }
  }
}

/** @see HTTP-2 */
async function answer(
  request: Request,
  body: RequestBody,
  options: HandlerOptions,
  limits: TransportLimits,
): Promise<Response> {
  const { dialect, call } = findRoute(new URL(request.url))
  const allow = dialect.methods[call.direction]
  if (request.method === 'OPTIONS' && options.cors !== undefined) return preflight(allow)
  if (!allow.includes(request.method)) {
    const message = `${request.method} is not defined here, only ${allow.join(' and ')}`
    throw new TransportError('ERR_METHOD', message, { status: 405, allow, requirement: 'HTTP-2' })
  }
  if (options.authorize && !(await options.authorize(request))) {
    throw new TransportError('ERR_UNAUTHORIZED', 'a token is needed', { status: 401 })
  }
  const basis = await resolve(call.diff, options)
  const round = { options, limits, dialect, call, body, basis }
  return call.direction === 'pull' ? servePull(request, round) : servePush(request, round)
}

/** @see HTTP-3 */
function findRoute(url: URL): { dialect: Dialect; call: Call } {
  for (const dialect of DIALECTS) {
    const call = dialect.route(url)
    if (call) return { dialect, call }
  }
  throw new TransportError('ERR_ROUTE', `nothing is served at ${url.pathname}`, { status: 404 })
}

/** The root of a `diff`; one that means nothing here is ignored. @see PUSH-16 */
async function resolve(
  diff: string | undefined,
  { resolve, onError }: HandlerOptions,
): Promise<CID[]> {
  if (diff === undefined) return []
  try {
    const root = plainCid(diff) ?? (await resolve?.(diff))
    return root ? [root] : []
  } catch (error) {
    onError?.(error)
    return []
  }
}

/**
 * The CID of a `diff` that is one, bare or as a URI. An IPNS name is a CID too, of a key.
 * @see HTTP-13
 */
function plainCid(diff: string): CID | undefined {
  const cid = parseCid(diff.replace(/^(ipfs:\/\/|\/ipfs\/)/, ''))
  return cid?.code === LIBP2P_KEY ? undefined : cid
}

const LIBP2P_KEY = 0x72

function preflight(methods: readonly string[]): Response {
  const headers = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '86400',
  }
  return new Response(null, { status: 204, headers })
}

function withCors(response: Response, origin: string | undefined): Response {
  if (origin === undefined) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-expose-headers', `${DUPLICATES}, retry-after`)
  response.headers.append('vary', 'origin')
  return response
}
