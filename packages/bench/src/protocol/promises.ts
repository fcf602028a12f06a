import type { Direction } from '@car-mirror/http-transport'
import type { Fact } from '../section.js'
import { size, whole } from './markdown.js'
import { type Manner, type Run, transfer } from './run.js'
import { makeScenario, type Scenario } from './scenario.js'

/** What is promised of every transfer, counted. */
export interface PromiseSize {
  /** Of the DAG whose change is followed, and how many changes there are. */
  readonly blocks: number
  readonly runs: number
  /** Of the DAG that is in sync, or new. */
  readonly many: number
}

const CHANGED = 0.01
const MOST_ROUNDS = 2
/** Of the runs, those that may take more rounds. */
const UNLUCKY = 0.01
/** Of the bytes of blocks. */
const MOST_DUPLICATES = 0.001

export async function promiseFacts(size: PromiseSize): Promise<Fact[]> {
  return [
    ...(await coldFacts(size.many)),
    ...(await changeFacts({ direction: 'pull' }, size)),
    ...(await changeFacts({ direction: 'push', diff: true }, size)),
    ...(await syncFacts(size.many)),
  ]
}

/** A DAG that the receiver has nothing of. */
async function coldFacts(blocks: number): Promise<Fact[]> {
  const scenario = makeScenario({ blocks, leafBytes: 200, overlap: undefined, seed: 1 })
  const run = await transfer(scenario, { direction: 'pull' })
  const work = `cold pull of ${whole(blocks)} blocks`
  return [
    count(`${work}: requests`, run.rounds, 1),
    count(`${work}: bytes unaccounted for`, Math.abs(run.cars - carBytes(scenario)), 0, 'B'),
  ]
}

/** Length of a CAR with exactly what is lacking. */
function carBytes({ root, lacking }: Scenario): number {
  const cid = root.bytes.length
  // The map of two keys, a list of one link, a number; the link is a tag, a string and a prefix.
  const header = 1 + 6 + 1 + (2 + 2 + 1 + cid) + 8 + 1
  // All blocks here are of 92 to 16,347 bytes, so their frames have lengths of two bytes.
  return 1 + header + lacking.bytes + lacking.blocks * (2 + cid)
}

/** Many small changes, each of another DAG. */
async function changeFacts(manner: Manner, { blocks, runs }: PromiseSize): Promise<Fact[]> {
  let late = 0
  const sum = { payload: 0, duplicateBytes: 0 }
  for (let seed = 1; seed <= runs; seed++) {
    const scenario = makeScenario({ blocks, leafBytes: 200, overlap: 1 - CHANGED, seed })
    const run = await transfer(scenario, manner)
    if (run.rounds > MOST_ROUNDS) late++
    sum.payload += run.payload
    sum.duplicateBytes += run.duplicateBytes
  }
  const how = manner.diff ? `${manner.direction} with diff` : manner.direction
  const work = `${how} after 1 % change, ${whole(blocks)} blocks`
  const most = Math.max(1, UNLUCKY * runs)
  const duplicates = sum.duplicateBytes / sum.payload
  return [
    count(`${work}: of ${runs} runs, those of over ${MOST_ROUNDS} rounds`, late, most, 'runs'),
    count(`${work}: duplicates`, 100 * duplicates, 100 * MOST_DUPLICATES, '% of the bytes'),
  ]
}

async function syncFacts(blocks: number): Promise<Fact[]> {
  const run = (direction: Direction, diff: boolean) => {
    const scenario = makeScenario({ blocks, leafBytes: 200, overlap: 1, seed: 1 })
    return transfer(scenario, { direction, diff })
  }
  const work = `in sync, ${whole(blocks)} blocks`
  const [pull, push, diff] = [
    await run('pull', false),
    await run('push', false),
    await run('push', true),
  ]
  return [
    { ...count(`${work}, pull: requests`, pull.rounds, 0), note: 'the store says so' },
    { ...count(`${work}, push: rounds`, push.rounds, 1), note: bytesOf(push) },
    { ...count(`${work}, push with diff: rounds`, diff.rounds, 1), note: bytesOf(diff) },
  ]
}

function bytesOf({ messages, cars }: Run): string {
  return `${size(cars)} there, ${size(messages)} back`
}

function count(work: string, value: number, most: number, unit = ''): Fact {
  return { work, value, unit, goal: { is: '<=', value: most }, isCount: true }
}
