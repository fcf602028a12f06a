import type { Call, Dialect, Direction } from './dialect.js'
import { TransportError } from './errors.js'
import { decodeMessage, encodeMessage } from './message.js'

/** @see HTTP-1 HTTP-12 */
const ROUTE = /\/api\/v0\/dag\/(pull|push)(?:&diff=(.*))?$/

/** The HTTP specification v0.2.0, with its open points pinned. */
export const specDialect: Dialect = {
  name: 'spec',
  /** @see PULL-3 PUSH-3 */
  order: { pull: 'preorder', push: 'breadth-first' },
  /** @see PULL-5 PUSH-6 PUSH-7 */
  success: { pull: [200], push: [200, 202] },

  /** @see HTTP-1 HTTP-11 */
  target({ direction, diff }) {
    const query = diff === undefined ? '' : `?diff=${encodeURIComponent(diff)}`
    return `/api/v0/dag/${direction}${query}`
  },

  /**
   * The text prints `push&diff=` and means `push?diff=`; both are understood.
   * @see HTTP-1 HTTP-11 HTTP-12
   */
  route(url): Call | undefined {
    const [, direction, literal] = ROUTE.exec(url.pathname) ?? []
    if (!direction) return undefined
    const diff = url.searchParams.get('diff') ?? (literal && decode(literal))
    return { direction: direction as Direction, diff: diff || undefined }
  },

  /** @see MSG-1 */
  encodePull: (status) => encodeMessage('rs', status),
  /** @see MSG-1 */
  decodePull: (body) => decodeMessage(['rs'], body),

  /** @see MSG-2 PUSH-6 */
  encodePush: (status) => ({
    code: status.missing.length === 0 ? 200 : 202,
    body: encodeMessage('dr', status),
  }),

  /** @see MSG-2 MSG-3 PUSH-7 */
  decodePush(code, body) {
    const status = decodeMessage(['dr', 'sr'], body)
    const expected = status.missing.length === 0 ? 200 : 202
    if (code === expected) return status
    const roots = `${status.missing.length} missing roots`
    throw new TransportError('ERR_PROTOCOL', `the server answered ${code} with ${roots}`, {
      status: code,
      requirement: 'PUSH-7',
    })
  },
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
