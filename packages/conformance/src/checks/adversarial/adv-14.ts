import {
  car,
  carHeader,
  carWith,
  cbor,
  concat,
  type Framed,
  varint,
} from '@car-mirror/vectors/by-hand'
import { wordsOf } from '../../wire/reply.js'
import { countOf } from '../bench/blocks.js'
import { type Check, onClient, onServer } from '../check.js'
import { type Blocks, family } from '../dags/dags.js'
import {
  capital,
  expectIncomplete,
  expectMissing,
  expectNotStored,
  expectRefused,
} from './expect.js'

interface BadCar {
  readonly name: string
  /** It names nothing that it could be for. */
  readonly isRootless?: true
  readonly body: (dag: Blocks) => Uint8Array
}

/** CARs that cannot be taken. */
const BAD: readonly BadCar[] = [
  { name: 'a CAR without roots', isRootless: true, body: ({ all }) => car([], ...all) },
  { name: 'no bytes at all', isRootless: true, body: () => new Uint8Array(0) },
  { name: 'a CAR of version 2', body: ({ root, all }) => carWith(headerOf(root, 2), ...all) },
  { name: 'a CAR whose header is no map', body: ({ all }) => carWith(cbor.uint(1), ...all) },
]

/** Answers to a pull that bring nothing, or cannot be taken. */
const EMPTY: readonly BadCar[] = [
  ...BAD.slice(1),
  { name: 'a header and no blocks', body: ({ root }) => car([root.cid]) },
  { name: 'a CAR without roots and blocks', body: () => car([]) },
]

const bad = onServer('adv-14/server/bad-car', {
  requirements: ['CAR-4', 'CAR-5', 'CAR-7', 'CAR-17', 'HTTP-7'],
  about: 'a push of a CAR without roots, of no bytes, of version 2 or without a header is refused',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve([])
    for (const { name, isRootless, body } of BAD) {
      if (isRootless && bench.wire.form.rootInPath) continue
      const what = `a push of ${name}`
      const outgoing = bench.wire.posted('push', dag.root.cid, body(dag))
      expectRefused(bench, await bench.askPush(outgoing, what), what)
    }
  },
})

const question = onServer('adv-14/server/header-only', {
  requirements: ['PUSH-12', 'CAR-6'],
  about: 'a push of a CAR without blocks is answered with what is missing',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve([])
    const what = 'a push of a header and no blocks'
    expectMissing(
      bench,
      await bench.askPush(bench.wire.question(dag.root.cid), what),
      [dag.root],
      what,
    )
  },
})

const key = onServer('adv-14/server/extra-key', {
  requirements: ['CAR-16'],
  about: 'a push of a CAR whose header has another key is refused, or taken as if it had not',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve([])
    const what = 'a push of a CAR whose header has another key'
    const body = withKey(dag)
    const reply = await bench.askPush(bench.wire.posted('push', dag.root.cid, body), what)
    if (reply.kind === 'refused' || (reply.kind === 'ok' && reply.value.complete)) return
    bench.evidence.problem(`${capital(what)} should be refused, or taken whole: ${wordsOf(reply)}.`)
  },
})

const clientBad = onClient('adv-14/client/bad-car', {
  requirements: ['CAR-4', 'CAR-5', 'CAR-7', 'CAR-17', 'RND-27', 'RND-28'],
  about:
    'a pull that is answered with no bytes, or a CAR without roots, version or blocks, is not done',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    for (const { name, body } of EMPTY) {
      const when = `the server answers every pull with ${name}`
      const answer = wire.answer('pull', wire.form.statuses.pulled, body(dag))
      const ran = await bench.pull({ roots: [dag.root], store: [], script: () => answer }, when)
      expectIncomplete(bench, ran, when)
      expectNotStored(bench, ran, dag.root, when)
    }
  },
})

const clientKey = onClient('adv-14/client/extra-key', {
  requirements: ['CAR-16', 'RND-27'],
  about: 'a pull of a CAR whose header has another key completes, or ends with an error',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const when = 'the server sends a CAR whose header has another key'
    const answer = wire.answer('pull', wire.form.statuses.pulled, withKey(dag))
    const ran = await bench.pull({ roots: [dag.root], store: [], script: () => answer }, when)
    const stored = ran?.end.stored?.length ?? 0
    if (ran?.end.complete && ran.end.stored && stored < dag.all.length) {
      bench.evidence.problem(
        `The client reports a complete transfer and has ${countOf(stored)} when ${when}.`,
      )
    }
  },
})

/** CARs whose meaning is not agreed upon. */
export const adv14: readonly Check[] = [bad, question, key, clientBad, clientKey]

function headerOf({ cid }: Framed, version: number): Uint8Array {
  return cbor.map(['roots', cbor.array(cbor.link(cid))], ['version', cbor.uint(version)])
}

function withKey({ root, all }: Blocks): Uint8Array {
  const header = carHeader([root.cid])
  const more = concat(Uint8Array.of(0xa3), header.subarray(1), cbor.text('zzzzzzzz'), cbor.uint(0))
  return concat(varint(more.length), more, carWith(header, ...all).subarray(1 + header.length))
}
