import { hash } from 'node:crypto'
import { CarFramer } from '@car-mirror/car-io'
import { type Block, MemoryStore, Receiver } from '@car-mirror/core'
import { GeneratedDag } from '../growth/generated-dag.js'
import type { Row } from '../section.js'
import { carOf, type SampleCar } from './cars.js'
import { compare, demand, type Effort, type Work } from './rate.js'

/** Leaf sizes, and the share of what sha256 alone does. */
const SIZES = [
  { name: '213 B', bytes: 213, goal: 0.35 },
  { name: '4 KiB', bytes: 4096, goal: 0.7 },
  { name: '256 KiB', bytes: 256 * 1024, goal: 0.8 },
]

/** A DAG off the wire into a store, against hashing the same blocks and nothing else. */
export async function receiveRows(megabytes: number, effort: Effort): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, bytes, goal } of SIZES) {
    const car = treeCar(Math.ceil((megabytes * 1e6) / bytes), bytes)
    const about = {
      work: `verified receive, ${name} blocks`,
      opponent: 'sha256 alone',
      unit: 'MB/s',
      goal,
    }
    rows.push(await compare(about, receive(car), hashAlone(car), effort))
  }
  return rows
}

/** Parents before children, as a pull sends them. */
function treeCar(leaves: number, leafBytes: number): SampleCar {
  const dag = new GeneratedDag({ leaves, leafBytes })
  return carOf(dag.root, [...dag.blocks()].reverse())
}

function receive({ root, chunks, blocks }: SampleCar): Work {
  return {
    amount: payload(blocks),
    async run() {
      const store = new MemoryStore()
      const receiver = await Receiver.open({ store, roots: [root] })
      await receiver.take({ available: [root], blocks: framed(chunks) })
      demand(receiver.complete, 'all blocks have arrived')
    },
  }
}

async function* framed(chunks: readonly Uint8Array[]): AsyncGenerator<Block[]> {
  const framer = new CarFramer()
  for (const chunk of chunks) yield framer.push(chunk)
  framer.end()
}

/** Digests as strings: the fastest way that node:crypto has. */
function hashAlone({ blocks }: SampleCar): Work {
  return {
    amount: payload(blocks),
    run() {
      let length = 0
      for (const { bytes } of blocks) length += hash('sha256', bytes, 'binary').length
      demand(length === 32 * blocks.length, 'all blocks were hashed')
    },
  }
}

function payload(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6
}
