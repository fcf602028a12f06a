import { encodeCar } from '@car-mirror/car-io'
import type { Call, Dialect, Direction, Pacing } from './dialect.js'
import { CAR, CAR_V1, DAG_CBOR } from './media-types.js'
import { decodeMessage, disagreement, encodeMessage } from './message.js'

/** @see HTTP-1 HTTP-12 */
const ROUTE = /\/api\/v0\/dag\/(pull|push)(?:&diff=(.*))?$/

/** The HTTP specification v0.2.0, with its open points pinned. */
export const specDialect = {
  name: 'spec',

  oneRoot: false,
  methods: { pull: ['POST'], push: ['POST'] },
  /** @see PULL-5 PUSH-6 PUSH-7 */
  success: { pull: [200], push: [200, 202] },
  types: { message: DAG_CBOR, car: CAR_V1 },
  expects: { pull: DAG_CBOR, push: CAR },
  // A request without a body is malformed.
  probe: { method: 'POST', target: '/api/v0/dag/pull' },

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

  mostRoots: Number.POSITIVE_INFINITY,
  /** @see MSG-1 */
  encodePull: (status) => encodeMessage('rs', status),
  /** @see MSG-1 */
  decodePull: (body: Uint8Array) => decodeMessage(['rs'], body),
  /** @see PULL-3 */
  answering: () => ({ order: 'preorder' }),
  /** @see PULL-4 */
  promised: (_, roots) => roots,

  encodeCar: (_, roots, blocks) => encodeCar(roots, blocks),
  emptyCar: false,
  header: 0,

  /** @see MSG-2 PUSH-6 */
  encodePush: (status) => ({
    code: status.missing.length === 0 ? 200 : 202,
    body: encodeMessage('dr', status),
  }),

  /** @see MSG-2 MSG-3 PUSH-7 */
  decodePush(code: number, body: Uint8Array) {
    const status = decodeMessage(['dr', 'sr'], body)
    const expected = status.missing.length === 0 ? 200 : 202
    if (code !== expected) throw disagreement(code, status)
    return status
  },

  tellsNews: false,
  endsEarly: true,
  wholeBodies: false,
  /** @see PUSH-3 PUSH-4 */
  pace(coldCall): Pacing {
    let bytes: number | undefined = coldCall
    return () => {
      const terms = { order: 'breadth-first', bytes } as const
      bytes = undefined
      return terms
    }
  },
} satisfies Dialect

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
