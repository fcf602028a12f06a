import type { Profile } from '@car-mirror/vectors'
import { wordsOf } from '../../wire/reply.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { capital } from './expect.js'
import { pushTold } from './told.js'

/** The largest hash count that a dialect has a number for. */
const LARGEST: Readonly<Record<Profile, bigint>> = {
  spec: 2n ** 63n - 1n,
  rs: 2n ** 32n - 1n,
  go: 2n ** 63n - 1n,
}

const ONES = new Uint8Array(128).fill(0xff)

function counts(profile: Profile): bigint[] {
  return [2n ** 31n, LARGEST[profile]]
}

const server = onServer('adv-3/server/hash-count', {
  requirements: ['BF-17', 'MSG-11', 'SEC-1', 'HTTP-7'],
  about: 'a pull with an absurd hash count over a filter of ones is refused, or answered in time',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    for (const hashes of counts(bench.wire.profile)) {
      const what = `a pull with a hash count of ${hashes}`
      const written = { roots: [dag.root.cid], filter: { bytes: ONES, hashes } }
      const reply = await bench.pull(dag.root, written, what)
      if (reply.kind === 'ok' || reply.kind === 'refused') continue
      bench.evidence.problem(
        `${capital(what)} was not answered as it should be: ${wordsOf(reply)}.`,
      )
    }
  },
})

const client = onClient('adv-3/client/hash-count', {
  requirements: ['BF-17', 'MSG-11', 'SEC-1', 'HTTP-9'],
  about: 'a push whose answer has an absurd hash count over a filter of ones ends in time',
  async run(bench) {
    for (const hashes of counts(bench.wire.profile)) {
      const when = `the server answers a push with a hash count of ${hashes}`
      await pushTold(bench, { bytes: ONES, hashes }, `${hashes} ${bench.salt}`, when)
    }
  },
})

/** A hash count that nobody can compute. */
export const adv3: readonly Check[] = [server, client]
