import { mayHaveFailed } from '../../suite/port.js'
import type { WrittenFilter } from '../../wire/form.js'
import type { ClientBench } from '../bench/client-bench.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { nothing } from '../dags/filters.js'
import { expectBlocks, expectDone } from './expect.js'
import { pushTold, type ToldPush } from './told.js'

/** Zeros in which no hash is looked for. */
const NO_HASHES = nothing(8, 0)
const NO_BYTES: WrittenFilter = { bytes: new Uint8Array(0), hashes: 3 }

const noHashes = onServer('adv-4/server/no-hashes', {
  requirements: ['BF-17', 'MSG-11', 'HTTP-7', 'BF-14'],
  about: 'a pull with a filter of no hashes is refused, or answered as if it had nothing',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    const what = 'a pull with a filter of eight bytes of zeros and no hashes'
    const reply = await bench.pull(dag.root, { roots: [dag.root.cid], filter: NO_HASHES }, what)
    if (reply.kind !== 'refused') expectBlocks(bench, reply, dag.all, what)
  },
})

const noBytes = onServer('adv-4/server/no-bytes', {
  requirements: ['BF-16', 'MSG-11'],
  about: 'a pull with a filter of no bytes and three hashes is answered with everything',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    const what = 'a pull with a filter of no bytes and three hashes'
    const reply = await bench.pull(dag.root, { roots: [dag.root.cid], filter: NO_BYTES }, what)
    expectBlocks(bench, reply, dag.all, what)
  },
})

const clientNoHashes = onClient('adv-4/client/no-hashes', {
  requirements: ['BF-17', 'MSG-11', 'HTTP-9', 'BF-14'],
  about: 'a push whose answer has a filter of no hashes ends with an error, or sends everything',
  async run(bench) {
    const when = 'the filter of the server is eight bytes of zeros, and no hashes'
    const told = await pushTold(bench, NO_HASHES, bench.salt, when)
    if (told.ran && !mayHaveFailed(told.ran.end)) expectRest(bench, told, when)
  },
})

const clientNoBytes = onClient('adv-4/client/no-bytes', {
  requirements: ['BF-16', 'MSG-11', 'PUSH-8'],
  about: 'a push whose answer has a filter of no bytes and three hashes sends everything',
  async run(bench) {
    const when = 'the filter of the server has no bytes and three hashes'
    const told = await pushTold(bench, NO_BYTES, bench.salt, when)
    expectDone(bench, told.ran, when)
    expectRest(bench, told, when)
  },
})

/** No hashes, or no bytes, taken for a filter that has everything. */
export const adv4: readonly Check[] = [noHashes, noBytes, clientNoHashes, clientNoBytes]

/** More than what was asked for by name. @see PUSH-8 RND-16 */
function expectRest(bench: ClientBench, { ran, rest, sent }: ToldPush, when: string): void {
  if (ran === undefined || rest.length <= 1 || sent.length > 1) return
  bench.evidence.problem(
    `In its second round the client sends ${sent.length} of ${rest.length} blocks when ${when}.`,
  )
}
