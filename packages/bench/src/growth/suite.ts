import process from 'node:process'
import type { Extent, Section, Suite } from '../section.js'
import { type Curve, measureCurve, type Step } from './curve.js'
import type { StoreKind } from './ends.js'
import {
  blockMemoryFacts,
  byteMemoryFacts,
  countFact,
  memoryPlot,
  timeFacts,
  timePlot,
} from './figures.js'
import { anonymousBytes } from './memory.js'

const SMALL_LEAF = 200
const LARGE_LEAF = 256 * 1024
const MIB = 1024 * 1024

/** Blocks of each DAG. The small ones are over so soon that one run says little. */
const BLOCKS: Record<Extent, readonly number[]> = {
  short: [1e3, 1e4],
  normal: [1e3, 1e4, 1e5, 1e6],
  full: [1e3, 1e4, 1e5, 1e6, 1e7],
}
const BYTES: Record<Extent, readonly number[]> = {
  short: [],
  normal: [256 * MIB, 1024 * MIB, 2048 * MIB],
  full: [256 * MIB, 1024 * MIB, 2048 * MIB, 8192 * MIB],
}
const STORES: Record<Extent, readonly StoreKind[]> = {
  short: ['generated'],
  normal: ['generated', 'lmdb'],
  full: ['generated', 'lmdb'],
}
const DIRECTIONS = ['pull', 'push'] as const

/** How time and memory of a transfer grow with its blocks, and memory with its bytes. */
export const growthSuite: Suite = {
  name: 'growth',

  async run(extent, say): Promise<Section> {
    const byBlocks: Curve[] = []
    const byBytes: Curve[] = []
    for (const direction of DIRECTIONS) {
      const steps = BLOCKS[extent].map((blocks) => ofBlocks(blocks, extent))
      for (const store of STORES[extent]) {
        byBlocks.push(await measureCurve(direction, store, steps, say))
      }
      const large = BYTES[extent].map(ofBytes)
      if (large.length > 0) byBytes.push(await measureCurve(direction, 'generated', large, say))
    }
    const goals = extent !== 'short'
    const plots = [timePlot(byBlocks), memoryPlot(byBlocks, 'blocks'), memoryPlot(byBytes, 'bytes')]
    return {
      name: 'growth',
      title: 'Growth',
      rows: [],
      facts: [
        ...byBlocks.map(countFact),
        ...byBlocks.flatMap((curve) => timeFacts(curve, goals)),
        ...byBlocks.flatMap((curve) => blockMemoryFacts(curve, goals)),
        ...byBytes.flatMap((curve) => byteMemoryFacts(curve, goals)),
      ],
      plots: plots.filter(({ series }) => series.length > 0),
      notes: notes(),
    }
  },
}

function ofBlocks(blocks: number, extent: Extent): Step {
  return { blocks, leafBytes: SMALL_LEAF, runs: blocks < 1e5 && extent !== 'short' ? 3 : 1 }
}

function ofBytes(bytes: number): Step {
  return { blocks: bytes / LARGE_LEAF, leafBytes: LARGE_LEAF, runs: 1 }
}

function notes(): string[] {
  const measured = anonymousBytes(process.pid) !== undefined
  return [
    `Leaves of ${SMALL_LEAF} bytes under nodes of 174 links; for memory over bytes, of 256 KiB. Client and
server are processes of their own, made for each run, with HTTP/1.1 between them over loopback.`,
    `LMDB stores are real ones, on disk. Generated stores make a block when it is read and keep a bit of
each that was put: they take no time to speak of and no memory, so what is measured is the engine.`,
    measured
      ? `Memory is RssAnon, looked at every 5 ms from outside, above where it was after a transfer of
another DAG and a collection of garbage. Garbage that the runtime has not collected yet is in it.`
      : 'Memory is not measured here: it takes the /proc of Linux.',
  ].map((note) => note.replaceAll('\n', ' '))
}
