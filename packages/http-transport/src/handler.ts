import type { CodecRegistry, HasherRegistry, Store } from '@car-mirror/core'
import { CID } from 'multiformats/cid'
import type { Authorize } from './authorize.js'
import type { Call, Dialect, Direction } from './dialect.js'
import { TransportError } from './errors.js'
import { DUPLICATES } from './headers.js'
import { defaultTransportLimits, type TransportLimits } from './limits.js'
import { isInternal, refusal } from './refusal.js'
import { RequestBody } from './request-body.js'
import { servePull } from './serve-pull.js'
import { servePush } from './serve-push.js'
import { specDialect } from './spec-dialect.js'

/** One round that a server has answered. */
export interface ServedRound {
  readonly direction: Direction
  /** Pull: the requested roots that are here. Push: the DAG roots. */
  readonly roots: readonly CID[]
  /** Blocks and payload bytes that moved. */
  readonly blocks: number
  readonly bytes: number
  /** Push only: whether the DAGs are complete now. */
  readonly complete?: boolean
}

export interface HandlerOptions {
  readonly store: Store
  /** Default: everybody may. */
  readonly authorize?: Authorize | undefined
  /** Refuse pushes. */
  readonly readOnly?: boolean | undefined
  /** Origin to be let in by browsers, or `*`. Default: CORS is off. */
  readonly cors?: string | undefined
  /** Looks up a `diff` that is no CID (IPNS, DNSLink). Default: such a `diff` is ignored. */
  readonly resolve?: ((pointer: string) => Promise<CID | undefined>) | undefined
  readonly codecs?: CodecRegistry | undefined
  readonly hashers?: HasherRegistry | undefined
  readonly limits?: Partial<TransportLimits> | undefined
  /** Told of each round after its last block; a push is answered when it returns. */
  readonly onRound?: ((round: ServedRound) => void | Promise<void>) | undefined
  /** Told of failures of this server, which clients see as a bare 500 or a broken connection. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** A round as a server sees it. */
export interface ServerRound {
  readonly options: HandlerOptions
  readonly limits: TransportLimits
  readonly dialect: Dialect
  readonly body: RequestBody
  /** The root that `diff` stands for, if it is known here. @see H-15 */
  readonly basis: readonly CID[]
}

const DIALECTS: readonly Dialect[] = [specDialect]

export type Handler = (request: Request) => Promise<Response>

/** A CAR Mirror server. It keeps nothing between rounds, so any of several may answer any round. */
export function createHandler(options: HandlerOptions): Handler {
  const limits = { ...defaultTransportLimits, ...options.limits }
  return async (request) => {
    const body = new RequestBody(request)
    try {
      return withCors(await answer(request, body, options, limits), options.cors)
    } catch (error) {
      if (isInternal(error)) options.onError?.(error)
      await body.drain(limits.drain)
      return withCors(refusal(error), options.cors)
    }
  }
}

async function answer(
  request: Request,
  body: RequestBody,
  options: HandlerOptions,
  limits: TransportLimits,
): Promise<Response> {
  const { dialect, call } = findRoute(new URL(request.url))
  if (request.method === 'OPTIONS' && options.cors !== undefined) return preflight()
  if (request.method !== 'POST') {
    const message = `${request.method} is not defined here, only POST`
    throw new TransportError('ERR_METHOD', message, { status: 405, requirement: 'H-2' })
  }
  if (options.authorize && !(await options.authorize(request))) {
    throw new TransportError('ERR_UNAUTHORIZED', 'a token is needed', { status: 401 })
  }
  const basis = await resolve(call.diff, options)
  const round = { options, limits, dialect, body, basis }
  return call.direction === 'pull' ? servePull(request, round) : servePush(request, round)
}

function findRoute(url: URL): { dialect: Dialect; call: Call } {
  for (const dialect of DIALECTS) {
    const call = dialect.route(url)
    if (call) return { dialect, call }
  }
  throw new TransportError('ERR_ROUTE', `nothing is served at ${url.pathname}`, { status: 404 })
}

async function resolve(diff: string | undefined, { resolve }: HandlerOptions): Promise<CID[]> {
  if (diff === undefined) return []
  try {
    return [CID.parse(diff.replace(/^(ipfs:\/\/|\/ipfs\/)/, ''))]
  } catch {
    const root = await resolve?.(diff)
    return root ? [root] : []
  }
}

function preflight(): Response {
  const headers = {
    'access-control-allow-methods': 'POST',
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
