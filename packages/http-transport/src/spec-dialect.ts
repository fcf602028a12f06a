import type { Call, Dialect, Direction } from './dialect.js'
import { TransportError } from './errors.js'
import { decodeMessage, encodeMessage } from './message.js'

const ROUTE = /\/api\/v0\/dag\/(pull|push)(?:&diff=(.*))?$/

/** The HTTP specification v0.2.0, with its open points pinned. */
export const specDialect: Dialect = {
  name: 'spec',
  order: { pull: 'preorder', push: 'breadth-first' },

  /** @see H-2 H-11 H-13 */
  target({ direction, diff }) {
    const query = diff === undefined ? '' : `?diff=${encodeURIComponent(diff)}`
    return `/api/v0/dag/${direction}${query}`
  },

  /** The text prints `push&diff=` and means `push?diff=`; both are understood. @see M8 H-13 */
  route(url): Call | undefined {
    const [, direction, literal] = ROUTE.exec(url.pathname) ?? []
    if (!direction) return undefined
    const diff = url.searchParams.get('diff') ?? (literal && decode(literal))
    return { direction: direction as Direction, diff: diff || undefined }
  },

  encodePull: (status) => encodeMessage('rs', status),
  decodePull: (body) => decodeMessage(['rs'], body),

  /** @see H-21 M13 */
  encodePush: (status) => ({
    code: status.missing.length === 0 ? 200 : 202,
    body: encodeMessage('dr', status),
  }),

  decodePush(code, body) {
    const status = decodeMessage(['dr', 'sr'], body)
    const expected = status.missing.length === 0 ? 200 : 202
    if (code === expected) return status
    const roots = `${status.missing.length} missing roots`
    throw new TransportError('ERR_PROTOCOL', `the server answered ${code} with ${roots}`, {
      status: code,
      requirement: 'M13',
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
