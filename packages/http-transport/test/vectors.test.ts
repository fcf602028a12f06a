import assert from 'node:assert/strict'
import { BloomFilter } from '@car-mirror/bloom'
import type { Have, Status } from '@car-mirror/core'
import { runVectors } from '@car-mirror/fixtures'
import {
  type Bytes,
  fromHex,
  type Hex,
  type Message,
  type Operation,
  type Outcome,
  type Subject,
  toBytes,
  toHex,
} from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { afterAll, it } from 'vitest'
import type { Dialect } from '../src/dialect.js'
import { goDialect } from '../src/go-dialect.js'
import { rsDialect } from '../src/rs-dialect.js'
import { specDialect } from '../src/spec-dialect.js'
import { pulling, pushing } from './support/vector-clients.js'
import { responding } from './support/vector-server.js'
import { attempt, has } from './support/vector-subject.js'

const { encodePull, decodePull, encodePush, decodePush } = specDialect

const subject: Subject = {
  'pull.encode': (input) => attempt(() => ({ body: toHex(encodePull(statusOf(input))) })),
  'pull.decode': ({ body }) => attempt(() => messageOf(decodePull(toBytes(body)))),
  'push.encode': (input) =>
    attempt(() => {
      const { code, body } = encodePush(statusOf(input))
      return { status: code, body: toHex(body) }
    }),
  'push.decode': ({ status, body }) => attempt(() => messageOf(decodePush(status, toBytes(body)))),
  respond: (input, dag) => everyCut(input.requests, (cut) => responding(input, dag, cut)),
  pull: (input, dag) => everyCut(input.answers, (cut) => pulling(input, dag, cut)),
  push: (input, dag) => everyCut(input.answers, (cut) => pushing(input, dag, cut)),
}

function statusOf({ roots, filter }: Message<Bytes>): Status {
  return {
    missing: roots.map((root) => CID.decode(fromHex(root))),
    have: BloomFilter.fromBytes(toBytes(filter.bytes), filter.hashes),
  }
}

/** @param emptyHashes what a dialect gives an empty filter */
function messageOf({ missing, have }: Status, emptyHashes = 0): Message<Hex> {
  const filter = { bytes: toHex(have.bytes), hashes: have.isEmpty ? emptyHashes : have.hashes }
  return { roots: missing.map((root) => toHex(root.bytes)), filter }
}

/** Bodies of up to so many bytes are cut at each offset, longer ones at some. */
const SHORT = 200
const SOME = 29

/** The outcome with whole bodies, if it is the same wherever they are cut. */
async function everyCut<O extends Operation>(
  bodies: readonly { readonly body: Bytes }[],
  run: (cut: number) => Promise<Outcome<O>>,
): Promise<Outcome<O>> {
  const whole = await run(0)
  const longest = Math.max(0, ...bodies.map(({ body }) => toBytes(body).length))
  for (let cut = 1; cut < longest; cut += longest <= SHORT ? 1 : SOME) {
    assert.deepEqual(await run(cut), whole, `another outcome for bodies cut at ${cut}`)
  }
  return whole
}

runVectors({ it, afterAll }, subject, { has, skip: ['literal-reading'] })

/** What a dialect makes of bytes, in both directions. */
function codec(dialect: Dialect, emptyHashes: number): Subject {
  // The vectors have filters of one piece only.
  const decoded = (status: Status<Have>) => messageOf(status as Status, emptyHashes)
  const call = { direction: 'pull' } as const
  return {
    'pull.encode': (input) => attempt(() => ({ body: toHex(dialect.encodePull(statusOf(input))) })),
    'pull.decode': ({ body }) => attempt(() => decoded(dialect.decodePull(toBytes(body), call))),
    'push.encode': (input) =>
      attempt(() => {
        const { code, body } = dialect.encodePush(statusOf(input))
        return { status: code, body: toHex(body) }
      }),
    'push.decode': ({ status, body }) =>
      dialect.success.push.includes(status)
        ? attempt(() => decoded(dialect.decodePush(status, toBytes(body))))
        : { error: 'refused' },
  }
}

runVectors({ it, afterAll }, codec(rsDialect, 3), {
  profile: 'rs',
  otherwise: {
    'path-of-a-gateway': 'nothing may stand around a CID',
    'root-twice': 'repeated roots count once',
    'filter-as-text': 'the port reads it and never writes it',
    'no-hashes': 'a filter of no hash has everything, which nobody means',
    'most-hashes': 'more than 64 hashes are refused',
    'go-on-without-roots': 'the status and the list contradict one another',
  },
})

const ANY_FILTER = 'a filter that cannot be used tells nothing'
runVectors({ it, afterAll }, codec(goDialect, 0), {
  profile: 'go',
  otherwise: {
    'root-twice': 'repeated roots count once',
    'bytes-after-the-end': 'a body is one message',
    'no-hashes': ANY_FILTER,
    '65-hashes': ANY_FILTER,
    'other-hash-function': ANY_FILTER,
  },
})

const rsCars: Subject = {
  'car.encode': async ({ roots, blocks }) => {
    const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: toBytes(bytes) }))
    const named = roots.map((root) => CID.decode(fromHex(root)))
    const chunks: Uint8Array[] = []
    for await (const chunk of rsDialect.encodeCar('pull', named, [framed])) chunks.push(chunk)
    return { value: { body: toHex(Buffer.concat(chunks)) } }
  },
}
runVectors({ it, afterAll }, rsCars, { profile: 'rs' })
