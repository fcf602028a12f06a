import assert from 'node:assert/strict'
import { BloomFilter } from '@car-mirror/bloom'
import { runVectors } from '@car-mirror/fixtures'
import {
  type Category,
  type Delivery,
  type Filter,
  fromHex,
  type GivenStatus,
  type Hex,
  type Input,
  type NamedDag,
  type Names,
  type Outcome,
  type Subject,
  toBytes,
  toHex,
} from '@car-mirror/vectors'
import { CID } from 'multiformats/cid'
import { afterAll, it } from 'vitest'
import type { Block } from '../src/block.js'
import { MirrorError, type MirrorErrorCode } from '../src/errors.js'
import { MemoryStore } from '../src/memory-store.js'
import type { Answer } from '../src/mirror.js'
import { Receiver } from '../src/receiver.js'
import { Sender } from '../src/sender.js'
import type { Status } from '../src/status.js'
import { allBlocks } from './support.js'

const categories: Partial<Record<MirrorErrorCode, Category>> = {
  ERR_BLOCK_HASH: 'block-hash',
  ERR_BLOCK_CORRUPT: 'block-corrupt',
  ERR_CODEC_UNKNOWN: 'codec-unknown',
  ERR_HASH_UNKNOWN: 'hash-unknown',
  ERR_NO_PROGRESS: 'no-progress',
}

const subject: Subject = {
  send: async ({ store, missing, filter, order }, dag) => {
    const sender = await Sender.open({ store: storeOf(dag, store), order })
    const have = BloomFilter.fromBytes(toBytes(filter.bytes), filter.hashes)
    const answer = await sender.answer({ missing: cidsOf(dag, missing), have })
    const blocks = (await allBlocks(answer)).map(({ cid }) => dag.name(toHex(cid)))
    return { value: { available: namesOf(dag, answer.available), blocks } }
  },
  receive: async (input, dag) => {
    const outcome = await receive(input, dag, (blocks) => blocks.map((block) => [block]))
    // How a sender batches its blocks is its own affair.
    const inOne = await receive(input, dag, (blocks) => [blocks])
    assert.deepEqual(inOne, outcome, 'another outcome for blocks in one batch')
    return outcome
  },
}

async function receive(
  { store: held, roots, rounds }: Input<'receive'>,
  dag: NamedDag,
  batches: (blocks: Block[]) => Block[][],
): Promise<Outcome<'receive'>> {
  const store = storeOf(dag, held)
  const receiver = await Receiver.open({ store, roots: cidsOf(dag, roots) })
  const statuses = [givenStatus(dag, await receiver.status())]
  const value = () => ({
    statuses,
    stored: Array.from(store.cids(), (cid) => dag.name(toHex(cid))),
    complete: receiver.complete,
    unavailable: namesOf(dag, receiver.unavailable),
  })
  try {
    for (const round of rounds) {
      const answer = delivered(dag, round, batches(blocksOf(dag, round.blocks)))
      statuses.push(givenStatus(dag, await receiver.take(answer)))
    }
  } catch (error) {
    if (!(error instanceof MirrorError)) throw error
    return { value: value(), error: categories[error.code] ?? 'unspecified' }
  }
  return { value: value() }
}

function delivered(dag: NamedDag, { available, cut }: Delivery, batches: Block[][]): Answer {
  const blocks = (async function* () {
    yield* batches
  })()
  return { available: cidsOf(dag, available), blocks, cut: cut ?? false }
}

function givenStatus(dag: NamedDag, { missing, have }: Status): GivenStatus {
  const filter = { bytes: toHex(have.bytes), hashes: have.hashes }
  return { missing: namesOf(dag, missing), filter }
}

function storeOf(dag: NamedDag, names: Names): MemoryStore {
  const store = new MemoryStore()
  store.put(blocksOf(dag, names))
  return store
}

function blocksOf(dag: NamedDag, names: Names): Block[] {
  return dag.blocks(names).map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: fromHex(bytes) }))
}

function cidsOf(dag: NamedDag, names: Names): CID[] {
  return dag.blocks(names).map(({ cid }) => CID.decode(fromHex(cid)))
}

function namesOf(dag: NamedDag, cids: readonly CID[]): string[] {
  return cids.map((cid) => dag.name(toHex(cid.bytes)))
}

function has({ bytes, hashes }: Filter<Hex>, element: Uint8Array): boolean {
  return BloomFilter.fromBytes(fromHex(bytes), hashes).has(element)
}

runVectors({ it, afterAll }, subject, { has, skip: ['literal-reading'] })
