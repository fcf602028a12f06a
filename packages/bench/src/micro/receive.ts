import { hash } from 'node:crypto'
import { CarFramer } from '@car-mirror/car-io'
import { type Block, CidSet, MemoryStore, Receiver, type Store } from '@car-mirror/core'
import type { CID } from 'multiformats/cid'
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

/**
 * A DAG off the wire into a store, against hashing the same blocks and nothing else; and into a store
 * that keeps nothing, which shows how much of it is the memory that blocks are copied to.
 */
export async function receiveRows(megabytes: number, effort: Effort): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, bytes, goal } of SIZES) {
    const { root, chunks, blocks } = treeCar(Math.ceil((megabytes * 1e6) / bytes), bytes)
    const amount = payload(blocks)
    const hashed = hashAlone(
      blocks.map((block) => block.bytes),
      amount,
    )
    const about = {
      work: `verified receive, ${name} blocks`,
      opponent: 'sha256 alone',
      unit: 'MB/s',
    }
    const into = (newStore: () => Store): Work => ({
      amount,
      run: () => receive(root, chunks, newStore()),
    })
    rows.push(
      await compare(
        { ...about, goal },
        into(() => new MemoryStore()),
        hashed,
        effort,
      ),
      await compare(
        { ...about, work: `${about.work}, kept nowhere` },
        into(emptyStore),
        hashed,
        effort,
      ),
    )
  }
  return rows
}

/** It says what it was given, and keeps no block. */
function emptyStore(): Store {
  const given = new CidSet()
  return {
    has: (cid) => given.has(cid),
    get: () => undefined,
    put(blocks) {
      for (const { cid } of blocks) given.add(cid)
    },
  }
}

/** Parents before children, as a pull sends them. */
function treeCar(leaves: number, leafBytes: number): SampleCar {
  const dag = new GeneratedDag({ leaves, leafBytes })
  return carOf(dag.root, [...dag.blocks()].reverse())
}

async function receive(root: CID, chunks: readonly Uint8Array[], store: Store): Promise<void> {
  const receiver = await Receiver.open({ store, roots: [root] })
  await receiver.take({ available: [root], blocks: framed(chunks) })
  demand(receiver.complete, 'all blocks have arrived')
}

async function* framed(chunks: readonly Uint8Array[]): AsyncGenerator<Block[]> {
  const framer = new CarFramer()
  for (const chunk of chunks) yield framer.push(chunk)
  framer.end()
}

/** Digests as strings: the fastest way that node:crypto has. */
function hashAlone(contents: readonly Uint8Array[], amount: number): Work {
  return {
    amount,
    run() {
      let length = 0
      for (const bytes of contents) length += hash('sha256', bytes, 'binary').length
      demand(length === 32 * contents.length, 'all blocks were hashed')
    },
  }
}

/** Megabytes. */
function payload(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6
}
