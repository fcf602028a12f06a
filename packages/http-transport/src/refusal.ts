import { BloomError } from '@car-mirror/bloom'
import { CarError } from '@car-mirror/car-io'
import { MirrorError } from '@car-mirror/core'
import { TransportError } from './errors.js'

/** What a client is told: the code and what it means, never what went on inside. */
interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly requirement?: string | undefined
}

/**
 * A refusal as `application/problem+json` (RFC 9457) with `code` and, where known, `requirement`.
 * @see HTTP-10
 */
export function refusal(error: unknown): Response {
  const problem = describe(error)
  const headers = new Headers({ 'content-type': 'application/problem+json' })
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer')
  const allow = error instanceof TransportError ? error.allow : undefined
  if (allow) headers.set('allow', allow.join(', '))
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** Whether an error is this server's fault and not the client's. */
export function isInternal(error: unknown): boolean {
  return describe(error).status >= 500
}

/** The client's doing is 400, or 413 where a limit was passed. @see HTTP-7 HTTP-8 */
function describe(error: unknown): Problem {
  if (error instanceof TransportError && error.status !== undefined) return of(error, error.status)
  if (error instanceof CarError) return of(error, error.code.endsWith('_LIMIT') ? 413 : 400)
  if (error instanceof BloomError) return of(error, 400)
  if (error instanceof MirrorError) return of(error, 400)
  return { status: 500, code: 'ERR_INTERNAL', title: 'the server failed' }
}

function of(
  error: Error & { code: string; requirement?: string | undefined },
  status: number,
): Problem {
  return { status, code: error.code, title: error.message, requirement: error.requirement }
}
