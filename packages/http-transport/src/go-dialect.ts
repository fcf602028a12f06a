import { BloomFilter } from '@car-mirror/bloom'
import { defaultCarLimits, encodeCar } from '@car-mirror/car-io'
import type { Call, Dialect } from './dialect.js'
import { decodeGoMessage, encodeGoMessage } from './go-message.js'
import { CAR_V1 } from './media-types.js'

const ROUTE = /\/dag\/cm\/(status|blocks)$/

/** Blocks of a round, or as many as were asked for, if those are more, as the port has it. */
const ROUND_BLOCKS = 100
/** Payload of a round. The port gives a request 100 seconds, and keeps all of it in memory. Bytes. */
const ROUND = 8 * 1024 * 1024
/**
 * A server sends so little unasked that a larger filter than this would cost more than the blocks that
 * it keeps from coming twice. Bytes.
 */
const LARGEST_FILTER = 256 * 1024

/**
 * What the Go port speaks: go-car-mirror, with the hash function that its Kubo plugin registers.
 *
 * Its peers keep a session, in cookies; ours has none, so each request is a session of its own. A
 * server tells what is missing below the blocks of a request and nothing else, and never answers a
 * pull for which it has no block.
 */
export const goDialect: Dialect = {
  name: 'go',

  oneRoot: false,
  methods: { pull: ['POST'], push: ['POST'] },
  success: { pull: [202], push: [202] },
  types: { message: 'application/cbor', car: CAR_V1 },
  // The port's client calls everything by the one name, and its server does not look.
  expects: { pull: undefined, push: undefined },
  // A request without a body is malformed.
  probe: { method: 'POST', target: '/dag/cm/status' },
  target: ({ direction }) => (direction === 'pull' ? '/dag/cm/status' : '/dag/cm/blocks'),
  route({ pathname }): Call | undefined {
    const [, what] = ROUTE.exec(pathname) ?? []
    return what ? { direction: what === 'status' ? 'pull' : 'push' } : undefined
  },

  mostRoots: Number.POSITIVE_INFINITY,
  /** With a block that the server has it always has one to send, and so answers. */
  encodePull({ missing, have }, held) {
    return encodeGoMessage({
      missing: held ? [...missing, held] : missing,
      have: have.bytes.length > LARGEST_FILTER ? BloomFilter.empty() : have,
    })
  },
  decodePull: decodeGoMessage,
  /**
   * A client keeps the whole answer in memory, and asks for a root once: so all of them are sent, and
   * little more.
   */
  answering: ({ missing }) => ({ order: 'breadth-first', blocks: roundBlocks(missing.length) }),
  /** The header names every block, so what is not named was not there. @see PULL-4 */
  promised: (_, roots) => roots,

  /** Whatever the header names, the port does not look at it. */
  encodeCar: (_, roots, blocks) => encodeCar(roots, blocks),
  emptyCar: false,
  header: defaultCarLimits.header,

  encodePush: (status) => ({ code: 202, body: encodeGoMessage(status) }),
  decodePush: (_, body) => decodeGoMessage(body),
  tellsNews: true,
  endsEarly: false,
  wholeBodies: false,
  pace(coldCall) {
    let bytes = Math.min(coldCall, ROUND)
    return (asked) => {
      const terms = { order: 'breadth-first', blocks: roundBlocks(asked), bytes } as const
      bytes = ROUND
      return terms
    }
  },
}

function roundBlocks(asked: number): number {
  return Math.max(ROUND_BLOCKS, asked)
}
