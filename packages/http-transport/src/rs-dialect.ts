import { BloomFilter } from '@car-mirror/bloom'
import { parseCid } from '@car-mirror/core'
import type { Call, Dialect, Direction } from './dialect.js'
import { CAR_V1, DAG_CBOR } from './media-types.js'
import { disagreement, malformed } from './message.js'
import { encodeRsCar } from './rs-car.js'
import { decodeRsMessage, encodeRsMessage } from './rs-message.js'
import { rsPace } from './rs-pace.js'

/** What stands below a route of the specification is none of these. @see HTTP-3 */
const ROUTE = /(?<!\/api\/v0)\/dag\/(pull|push)\/([^/]+)$/

/**
 * What a server reads of a pull request. It takes a longer one for none, and answers with the whole
 * DAG. Bytes.
 */
const REQUEST = 2 * 1024 * 1024
/**
 * A server compares every block of the DAG with every root that it was asked for, so no more are
 * listed than its own client lists. They always fit into a request.
 */
const MOST_ROOTS = 1000

/**
 * What the Rust port speaks: crates car-mirror 0.1.0, car-mirror-axum and car-mirror-reqwest.
 *
 * Its receiver, on either side, takes blocks as long as each is one that it wants at that moment: linked
 * to by one that it has, and neither there nor sent before. At any other it stops reading. So a sender of
 * ours sends parents first, like any, and leaves out what lies below a hit in the filter, unlike
 * the port itself: if the hit is true, what is missing below it is listed by name, as every answer
 * lists all that is missing; and if it is false, the blocks below it are the ones to stop at.
 */
export const rsDialect: Dialect = {
  name: 'rs',

  oneRoot: true,
  methods: { pull: ['GET', 'POST'], push: ['POST'] },
  success: { pull: [200], push: [200, 202] },
  types: { message: DAG_CBOR, car: CAR_V1 },
  // The port's client calls a CAR a message.
  expects: { pull: DAG_CBOR, push: undefined },
  probe: { method: 'GET', target: '/dag/pull/-' },
  target: ({ direction, roots = [] }) => `/dag/${direction}/${roots[0]}`,

  route(url): Call | undefined {
    const [, direction, text] = ROUTE.exec(url.pathname) ?? []
    if (!direction || !text) return undefined
    const root = parseCid(text)
    if (!root) throw malformed('MSG-13', 'the path does not end in a CID')
    return { direction: direction as Direction, roots: [root] }
  },

  mostRoots: MOST_ROOTS,
  encodePull(status) {
    const body = encodeRsMessage('rs', status)
    // Without the filter blocks may come twice; with it all of them would.
    return body.length <= REQUEST
      ? body
      : encodeRsMessage('rs', { ...status, have: BloomFilter.empty() })
  },
  /** A request without a body asks for the root of the path. */
  decodePull(body, { roots = [] }) {
    if (body.length > 0) return decodeRsMessage('rs', body)
    return { missing: roots, have: BloomFilter.empty() }
  },
  /**
   * Preorder keeps short what a receiver wants at a time, which it walks anew after each block. Once
   * it has a filter it has blocks to stop at: then level by level, so that one stop tells of many.
   */
  answering({ have }) {
    const cold = have instanceof BloomFilter && have.isEmpty
    return { order: cold ? 'preorder' : 'breadth-first' }
  },
  /** The header names the first block only. A server that has not all of the DAG refuses. */
  promised: (asked) => asked,

  encodeCar: encodeRsCar,
  emptyCar: true,
  header: 0,

  encodePush: (status) => ({
    code: status.missing.length === 0 ? 200 : 202,
    body: encodeRsMessage('sr', status),
  }),
  /** The one status is the end, whatever comes with it. @see PUSH-7 */
  decodePush(code, body) {
    if (code === 200) return { missing: [], have: BloomFilter.empty() }
    const status = decodeRsMessage('sr', body)
    if (status.missing.length === 0) throw disagreement(code, status)
    return status
  },

  tellsNews: false,
  endsEarly: false,
  wholeBodies: true,
  pace: rsPace,
}
