import { toBytes } from '@car-mirror/vectors'
import { IDENTITY, raw } from '@car-mirror/vectors/by-hand'
import * as dagCbor from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'
import type { Case } from '../../author/area.js'
import { pullDecodeArea } from '../../author/codec/pull-decode.js'
import { pushDecodeArea } from '../../author/codec/push-decode.js'
import { familyOf } from '../../author/dags/family.js'
import { namedAll, row } from '../../author/dags/make.js'
import { MESSAGE, pullWith } from '../../author/session/exchange.js'
import { type Derived, head, once, putAs, rest } from './derived.js'

/** Roots that messages have and whose blocks are known: "hello", and numbers in decimal. */
const leaves = {
  hello: raw('hello'),
  ...Object.fromEntries(row('number', 24).map((name, i) => [name, raw(String(i))])),
}

/** Messages before a server that has some of the roots. A list of none cannot be told from a bad one. */
export const pullsOfMessages: Derived<'respond'> = {
  ...head(pullDecodeArea),
  operation: 'respond',
  shows: 'pull.decode',
  ignoresStore: true,
  list: () => seen(),
  area: () => {
    const cases = seen().map((one): Case<'respond'> => {
      const request = { ...pullWith(new Uint8Array(0)), body: one.input.body }
      const store = one.result === 'invalid' ? ['hello'] : Object.keys(leaves)
      const input = { store, requests: [request] }
      return { ...rest(one), dag: 'leaves', input }
    })
    return putAs('respond', pullDecodeArea, namedAll({ leaves }), cases)
  },
}

/** Answers before a client that has a DAG to push, and none of what they list. */
export const pushesOfMessages: Derived<'push'> = {
  ...head(pushDecodeArea),
  operation: 'push',
  shows: 'push.decode',
  list: () => taken(),
  area: ({ salt }) => {
    const family = familyOf(salt)
    const cases = taken().map((one): Case<'push'> => {
      const { status, body } = one.input
      const answers = [{ status, type: MESSAGE, body }]
      const input = {
        store: Object.keys(family),
        roots: ['root'],
        coldCall: 'all' as const,
        answers,
      }
      return { ...rest(one), dag: 'family', input }
    })
    return putAs('push', pushDecodeArea, namedAll({ family }), cases)
  },
}

const seen = once(() =>
  pullDecodeArea.cases.filter(({ result, input }) => {
    return result === 'invalid' || hasRoots(toBytes(input.body))
  }),
)

/**
 * Whether a client has a root that carries its own block is a matter of taste, as it is not below the
 * roots of the transfer. @see SEC-7
 */
const taken = once(() =>
  pushDecodeArea.cases.filter(({ result, input }) => {
    return result === 'invalid' || !namesInline(toBytes(input.body))
  }),
)

function hasRoots(body: Uint8Array): boolean {
  const { rs } = dagCbor.decode<{ rs?: unknown[] }>(body)
  return rs !== undefined && rs.length > 0
}

function namesInline(body: Uint8Array): boolean {
  const { dr, sr } = dagCbor.decode<{ dr?: CID[]; sr?: CID[] }>(body)
  return (dr ?? sr ?? []).some(({ multihash }) => multihash.code === IDENTITY)
}
