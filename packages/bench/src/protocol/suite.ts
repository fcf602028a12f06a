import type { Extent, Fact, Plot, Section, Suite } from '../section.js'
import type { RateLine } from './filter-rates.js'
import { inRounds, percent } from './markdown.js'
import { measureTables, type Tables } from './measure.js'
import { titleOf } from './narrowing.js'
import type { OverlapLine } from './overlap.js'
import { type PromiseSize, promiseFacts } from './promises.js'

const PROMISES: Record<Extent, PromiseSize> = {
  short: { blocks: 1000, runs: 20, many: 5000 },
  normal: { blocks: 5000, runs: 100, many: 100_000 },
  full: { blocks: 10_000, runs: 1000, many: 100_000 },
}

/** Rounds, bytes and duplicates. No clock: the same figures in every run on every machine. */
export const protocolSuite: Suite = {
  name: 'protocol',

  async run(extent, say): Promise<Section> {
    say('promises')
    const promises = await promiseFacts(PROMISES[extent])
    const tables = await measureTables(extent, say)
    return {
      name: 'protocol',
      title: 'Rounds, bytes and duplicates',
      rows: [],
      facts: [...promises, ...rateFacts(tables.rates), ...narrowingFacts(tables)],
      plots: [overlapPlot(tables.overlap), ratePlot(tables.rates)],
      notes: [
        `Sender and receiver of the engine in one process; statuses and CARs are encoded and decoded in
between. Bytes are those of bodies, without what HTTP adds.`,
        `Leaves of 200 bytes under nodes of 174 links; which leaves differ is drawn by a seed. More of the
same, and what follows from it for the defaults, is in TUNING.md.`,
      ].map((note) => note.replaceAll('\n', ' ')),
    }
  },
}

/** Five times as far from what is expected as chance usually takes it. */
const SIGMAS = 5

/** A filter hides as many blocks as its rate says, and no more than chance explains. */
function rateFacts(lines: readonly RateLine[]): Fact[] {
  return lines.flatMap(({ rate, hidden, lacking, rounds }): Fact[] => {
    if (rate === undefined) return []
    const expected = rate * lacking
    return [
      {
        work: `filter with ${percent(rate)} false positives: blocks hidden`,
        value: hidden,
        unit: 'blocks',
        goal: { is: '<=', value: Math.ceil(expected + SIGMAS * Math.sqrt(expected) + 1) },
        isCount: true,
        note: `${Number(expected.toPrecision(2))} expected; at most ${inRounds(rounds.most)}`,
      },
    ]
  })
}

function narrowingFacts({ narrowing }: Tables): Fact[] {
  return narrowing.map(({ manner, run }) => ({
    work: `${titleOf(manner)} after 1 % change: duplicates`.replaceAll('`', ''),
    value: (100 * run.duplicateBytes) / run.payload,
    unit: '% of the bytes',
    note: inRounds(run.rounds),
  }))
}

function overlapPlot(lines: readonly OverlapLine[]): Plot {
  const points = (of: (line: OverlapLine) => number) =>
    lines.map((line) => [100 * line.overlap, of(line) / 1024] as const)
  return {
    title: 'Bytes of a transfer over what the receiver has already',
    x: { label: '% of the leaves', log: false },
    y: { label: 'KiB', log: false },
    series: [
      { name: 'blocks that are lacking', points: points(({ lacking }) => lacking) },
      { name: 'pull', points: points(({ pull }) => pull.messages + pull.cars) },
      { name: 'push', points: points(({ push }) => push.messages + push.cars) },
      { name: 'push with diff', points: points(({ pushDiff: run }) => run.messages + run.cars) },
    ],
  }
}

function ratePlot(lines: readonly RateLine[]): Plot {
  const chosen = lines.flatMap(({ rate, rounds }) =>
    rate === undefined ? [] : [[rate, rounds] as const],
  )
  return {
    title: 'Rounds of a pull over the rate of false positives',
    x: { label: 'rate', log: true },
    y: { label: 'rounds', log: false },
    series: [
      { name: 'mean', points: chosen.map(([rate, { mean }]) => [rate, mean] as const) },
      { name: 'most', points: chosen.map(([rate, { most }]) => [rate, most] as const) },
    ],
  }
}
