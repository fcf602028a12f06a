import { type Framed, hex } from '@car-mirror/vectors/by-hand'
import type { Direction, Spelling } from '../../wire/form.js'
import type { Wire } from '../../wire/wire.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { nothing } from '../dags/filters.js'
import { expectBlocks, expectIncomplete, expectRefused } from './expect.js'

/** What a message cannot be, and what is to be said of it. */
const UNREADABLE: readonly (readonly [string, (write: Write) => Uint8Array])[] = [
  ['a message that is not CBOR', () => hex('ffffffff')],
  ['a message that is cut short', (write) => write('plain').slice(0, -1)],
  ['a message whose CIDs are spelled as in another dialect', (write) => write('foreign-cids')],
  ['a message without a filter', (write) => write('no-filter')],
]

type Write = (spelling: Spelling) => Uint8Array

/** Above the largest filter of the specification, or the longest message of a port. Bytes. */
const OVERSIZE = { spec: 17 * 1024 * 1024, rs: 2 * 1024 * 1024, go: 17 * 1024 * 1024 } as const

const server = onServer('adv-1/server/unreadable-pull', {
  requirements: ['HTTP-7', 'MSG-4', 'MSG-6', 'MSG-8'],
  about: 'a pull whose message cannot be read is refused, and never taken for another one',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    for (const [what, body] of UNREADABLE) {
      const outgoing = bench.wire.posted(
        'pull',
        dag.root.cid,
        body(writer(bench.wire, 'pull', dag.a1)),
      )
      expectRefused(bench, await bench.askPull(outgoing, `a pull of ${what}`), `a pull of ${what}`)
    }
  },
})

const mediaType = onServer('adv-1/server/media-type', {
  requirements: ['HTTP-5', 'HTTP-6', 'HTTP-7'],
  about:
    'a pull under another media type, or none, is refused or read, and never taken for another one',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    const outgoing = bench.wire.pull(dag.root.cid, { roots: [dag.a1.cid] })
    for (const [what, type] of [
      ['a pull of one leaf as text/plain', 'text/plain'],
      ['a pull of one leaf without a media type', null],
    ] as const) {
      const reply = await bench.askPull({ ...outgoing, type }, what)
      if (reply.kind !== 'refused') expectBlocks(bench, reply, [dag.a1], what)
    }
  },
})

const oversize = onServer('adv-1/server/oversize', {
  requirements: ['HTTP-7', 'HTTP-8', 'BF-18', 'SEC-1'],
  about: 'a pull of many MiB is refused or answered as it asks, and never taken for another one',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    const bytes = OVERSIZE[bench.wire.profile]
    const what = `a pull of one leaf with a filter of ${bytes} bytes`
    const written = { roots: [dag.a1.cid], filter: nothing(bytes) }
    const reply = await bench.pull(dag.root, written, what)
    if (reply.kind !== 'refused') expectBlocks(bench, reply, [dag.a1], what)
  },
})

const status = onClient('adv-1/client/unreadable-status', {
  requirements: ['MSG-4', 'MSG-6', 'MSG-8', 'PUSH-7', 'RND-27'],
  about: 'a push whose answer cannot be read ends with an error',
  async run(bench) {
    const dag = family(bench.salt)
    const { goOn } = bench.wire.form.statuses
    for (const [what, body] of UNREADABLE) {
      const answer = bench.wire.answer('push', goOn, body(writer(bench.wire, 'push', dag.a)))
      const task = { roots: [dag.root], store: dag.all, script: () => answer }
      const when = `the server answers a push with ${what}`
      expectIncomplete(bench, await bench.push(task, when), when)
    }
  },
})

const car = onClient('adv-1/client/unreadable-car', {
  requirements: ['CAR-9', 'CAR-17', 'RND-27'],
  about: 'a pull that is answered with something else than a CAR ends with an error',
  async run(bench) {
    const dag = family(bench.salt)
    const page = Buffer.from('<!doctype html><title>Welcome</title>'.padEnd(200))
    for (const [what, body] of [
      ['a page of HTML', page],
      ['bytes that are nothing', new Uint8Array(99).fill(0xff)],
    ] as const) {
      const answer = bench.wire.answer('pull', bench.wire.form.statuses.pulled, body)
      const when = `the server answers a pull with ${what}`
      const task = { roots: [dag.root], store: [dag.a1], script: () => answer }
      expectIncomplete(bench, await bench.pull(task, when), when)
    }
  },
})

const flood = onClient('adv-1/client/oversize-status', {
  requirements: ['MSG-6', 'BF-18', 'SEC-1', 'RND-27'],
  about: 'a push that is answered with 32 MiB of zeros ends with an error',
  async run(bench) {
    const dag = family(bench.salt)
    const body = new Uint8Array(32 * 1024 * 1024)
    const answer = bench.wire.answer('push', bench.wire.form.statuses.goOn, body)
    const when = 'the server answers a push with 32 MiB of zeros'
    const task = { roots: [dag.root], store: dag.all, script: () => answer }
    expectIncomplete(bench, await bench.push(task, when), when)
  },
})

/** An undecodable pull is taken for a request of everything. */
export const adv1: readonly Check[] = [server, mediaType, oversize, status, car, flood]

function writer({ form }: Wire, direction: Direction, { cid }: Framed): Write {
  return (spelling) => form.message(direction, { roots: [cid], spelling })
}
