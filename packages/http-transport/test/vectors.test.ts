import assert from 'node:assert/strict'
import { BloomFilter } from '@car-mirror/bloom'
import type { Status } from '@car-mirror/core'
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

function messageOf({ missing, have }: Status): Message<Hex> {
  const filter = { bytes: toHex(have.bytes), hashes: have.hashes }
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
