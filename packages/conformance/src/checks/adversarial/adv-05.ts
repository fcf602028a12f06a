import type { Profile } from '@car-mirror/vectors'
import type { WrittenFilter } from '../../wire/form.js'
import { wordsOf } from '../../wire/reply.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { nothing } from '../dags/filters.js'
import { capital, expectBlocks, expectDone } from './expect.js'
import { pushTold } from './told.js'

/** Of no power of two, and of fewer bits than a word has. Bytes. */
const ODD_SIZES = [1, 3, 75]

/** Bits that do not go with eight bytes, where a dialect counts them apart. */
const ODD_BITS = [0n, 12n, 65n, 2n ** 20n, 2n ** 62n]

/** Filters that say one thing in their bits and another in their bytes. */
function mismatches(profile: Profile): { readonly filter: WrittenFilter; readonly name: string }[] {
  if (profile !== 'go') return []
  return ODD_BITS.map((bits) => {
    return { filter: { ...nothing(8), bits }, name: `${bits} bits in eight bytes` }
  })
}

const server = onServer('adv-5/server/filter-size', {
  requirements: ['BF-13', 'BF-20', 'SEC-1', 'HTTP-7'],
  about:
    'a pull with a filter of an odd size is answered; one that contradicts itself harms nobody',
  async run(bench) {
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    for (const bytes of ODD_SIZES) {
      const what = `a pull with a filter of ${bytes} bytes of zeros`
      const written = { roots: [dag.root.cid], filter: nothing(bytes) }
      expectBlocks(bench, await bench.pull(dag.root, written, what), dag.all, what)
    }
    for (const { filter, name } of mismatches(bench.wire.profile)) {
      const what = `a pull with a filter of ${name}`
      const reply = await bench.pull(dag.root, { roots: [dag.root.cid], filter }, what)
      if (reply.kind === 'ok' || reply.kind === 'refused') continue
      bench.evidence.problem(
        `${capital(what)} was not answered as it should be: ${wordsOf(reply)}.`,
      )
    }
  },
})

const client = onClient('adv-5/client/filter-size', {
  requirements: ['BF-13', 'BF-20', 'SEC-1', 'PUSH-8'],
  about:
    'a push whose answer has a filter of an odd size goes on; one that contradicts itself ends it',
  async run(bench) {
    for (const bytes of ODD_SIZES) {
      const when = `the server answers a push with a filter of ${bytes} bytes of zeros`
      const { ran } = await pushTold(bench, nothing(bytes), `${bytes} ${bench.salt}`, when)
      expectDone(bench, ran, when)
    }
    for (const { filter, name } of mismatches(bench.wire.profile)) {
      const when = `the server answers a push with a filter of ${name}`
      await pushTold(bench, filter, `${name} ${bench.salt}`, when)
    }
  },
})

/** Bits and bytes that do not go together; elsewhere, sizes that are no power of two. */
export const adv5: readonly Check[] = [server, client]
