import type { Absent, Extent, Row, Section, Suite } from '../section.js'
import { bloomRows, nativeRow } from './bloom.js'
import { carRows } from './car.js'
import { cidSetRow } from './cid-set.js'
import { linkRows } from './links.js'
import type { Effort } from './rate.js'
import { receiveRows } from './receive.js'

interface Size extends Effort {
  readonly elements: number
  /** Of each CAR. */
  readonly megabytes: number
}

const SIZES: Record<Extent, Size> = {
  short: { pairs: 1, ms: 1, elements: 10_000, megabytes: 1 },
  normal: { pairs: 5, ms: 50, elements: 100_000, megabytes: 8 },
  full: { pairs: 21, ms: 200, elements: 100_000, megabytes: 32 },
}

/** The hot paths one by one, in one process, each beside what people would use instead. */
export const microSuite: Suite = {
  name: 'micro',

  async run(extent, say): Promise<Section> {
    const { elements, megabytes, ...effort } = SIZES[extent]
    const parts: [string, () => Promise<Row[]>][] = [
      ['Bloom filter', () => bloomRows(elements, effort)],
      ['CAR', () => carRows(megabytes, effort)],
      ['links', () => linkRows(effort)],
      ['CID set', async () => [await cidSetRow(elements, effort)]],
      ['verified receive', () => receiveRows(4 * megabytes, effort)],
    ]
    const rows: Row[] = []
    const absent: Absent[] = []
    for (const [name, part] of parts) {
      say(name)
      rows.push(...(await part()))
    }
    if (extent !== 'short') {
      say('native hashes')
      const native = await nativeRow(elements, effort)
      if ('why' in native) absent.push(native)
      else rows.splice(1, 0, native)
    }
    return {
      name: 'micro',
      title: 'Hot paths',
      rows: extent === 'short' ? rows.map(withoutGoal) : rows,
      facts: [],
      absent,
      plots: [],
      notes: [
        `Filter: ${elements} CIDs of 36 bytes into 512 KiB, opponents fewer into as many; bloom-filters
draws its bits from two hashes, all others from one for each bit. xxhash, native: xxhash-rust in a
program of its own, which adds the same CIDs to the same filter.`,
        `CAR: chunks of 64 KiB in memory. Opponents that take or give CID objects make them; those for
writing are made before.`,
        `Verified receive: frames, hashes, links, the set of CIDs and a store in memory, through
Receiver.take; blocks below nodes of 174 links. Kept nowhere: the store notes CIDs and no more. sha256
alone: node:crypto, one call a block.`,
      ].map((note) => note.replaceAll('\n', ' ')),
    }
  },
}

/** A run of a millisecond proves nothing. */
function withoutGoal({ goal: _, ...row }: Row): Row {
  return row
}
