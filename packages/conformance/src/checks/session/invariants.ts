import { type Hex, toHex } from '@car-mirror/vectors'
import { countOf, hexOf, listOf } from '../bench/blocks.js'
import { isVerified } from '../reference/links.js'
import type { Variety } from './case.js'
import type { Plan } from './plan.js'
import type { Round, Trace } from './trace.js'

/** What is being tested: which way blocks go, and on which side the port is. */
export interface Setting {
  readonly direction: 'pull' | 'push'
  readonly side: 'server' | 'client'
}

export interface Invariant {
  readonly name: string
  readonly about: string
  variety(setting: Setting): Variety
  requirements(setting: Setting): readonly string[]
  /** What is wrong with a transfer, in sentences. */
  judge(trace: Trace, plan: Plan, setting: Setting): string[]
}

/** Bytes of a message besides its roots: a filter for the blocks of a case, with much room. */
const MESSAGE = 64 * 1024
/** Bytes of a header or list, for each CID in it, in whatever form. */
const PER_CID = 128
/** Bytes of a frame besides CID and block. */
const PER_FRAME = 10

/** Rounds that any case can need: each brings a block, or the news that one is not there. */
export function mostRounds({ blocks }: Plan): number {
  return blocks.length + 2
}

function isSender({ direction, side }: Setting): boolean {
  return (direction === 'pull') === (side === 'server')
}

const complete: Invariant = {
  name: 'complete',
  about: 'the receiver ends with everything, whatever it had before',
  variety: () => ({}),
  requirements: (setting) => [...ENDING, ...(isSender(setting) ? SENDING : RECEIVING)],
  judge: ends,
}

const partial: Invariant = {
  name: 'partial',
  about: 'the receiver ends with everything but what the sender does not have, and that is known',
  // A client that pushes may count what does not lie below its roots as lacking (SEC-7).
  variety: ({ direction }) => ({ partial: direction === 'pull' ? 'any' : 'below' }),
  requirements: (setting) => {
    return [...ENDING, 'RND-13', setting.direction === 'pull' ? 'RND-25' : 'PUSH-10']
  },
  judge: ends,
}

const falsePositives: Invariant = {
  name: 'false-positives',
  about: 'no block is lost to a filter that hits interior nodes and requested roots',
  variety: () => ({ filters: ['chosen', 'crowded', 'everything'], hasHits: true }),
  requirements: (setting) => {
    return [...ENDING, ...(isSender(setting) ? ['RND-10'] : ['RND-1', 'RND-3', 'SEC-5'])]
  },
  judge: ends,
}

const verified: Invariant = {
  name: 'verified',
  about: 'what moves and what is stored belongs to the DAG, and is what its CID says',
  variety: (setting) => ({ forges: !isSender(setting) }),
  requirements: (setting) => (isSender(setting) ? ['MOD-5', 'RND-15'] : ['RND-17', 'RND-21']),
  judge: (trace, plan, setting) => (isSender(setting) ? sound(trace, plan) : keeps(trace, plan)),
}

const progress: Invariant = {
  name: 'progress',
  about: 'every round asks for what is missing then, or brings something new',
  variety: () => ({ filters: ['none', 'held', 'crowded', 'everything'], hasHits: true }),
  requirements: (setting) => {
    return isSender(setting) ? ['RND-10', 'RND-16', 'RND-27'] : ['RND-1', 'RND-2', 'RND-27']
  },
  judge(trace, _, setting) {
    if (trace.stop !== undefined) return stops(trace)
    return trace.rounds.flatMap(isSender(setting) ? brings : asks)
  },
}

const bounded: Invariant = {
  name: 'bounded',
  about: 'there are no more rounds than blocks, and no round is larger than the DAG',
  variety: () => ({ filters: ['none', 'held', 'crowded', 'everything'] }),
  requirements: (setting) => (isSender(setting) ? ['RND-15', 'MOD-6'] : ['RND-2', 'RND-27']),
  judge(trace, plan, setting) {
    const most = mostRounds(plan)
    const many =
      trace.rounds.length >= most
        ? [`It takes ${trace.rounds.length} rounds for ${plan.blocks.length} blocks.`]
        : []
    const limit = isSender(setting)
      ? plan.size + plan.blocks.length * (PER_FRAME + PER_CID) + MESSAGE / 64
      : MESSAGE + plan.blocks.length * PER_CID
    const large = trace.rounds.flatMap(({ bytes }, i) => {
      return bytes <= limit ? [] : [`Round ${i + 1} has ${bytes} bytes, for a DAG of ${plan.size}.`]
    })
    return [...stops(trace), ...many, ...large]
  },
}

export const invariants: readonly Invariant[] = [
  complete,
  partial,
  verified,
  progress,
  bounded,
  falsePositives,
]

const ENDING = ['RND-27']
const SENDING = ['RND-10', 'RND-13', 'MOD-5', 'MOD-6']
const RECEIVING = ['RND-1', 'RND-2', 'RND-22', 'MOD-6']

/** The end is the one that must be. */
function ends(trace: Trace, { held, unavailable }: Plan, { side }: Setting): string[] {
  const wrong = stops(trace)
  if (trace.error !== undefined) wrong.push(`It ends with an error (${trace.error}).`)
  const { stored } = trace
  const lacking = stored ? [...held].filter((cid) => !stored.has(cid)) : []
  if (lacking.length > 0) wrong.push(`The receiver ends without ${listOf(lacking)}.`)
  if (trace.complete !== (unavailable.size === 0)) {
    const who = side === 'client' ? 'The client says' : 'In the end it is'
    wrong.push(
      `${who} ${trace.complete ? 'complete' : 'incomplete'}, and ${countOf(unavailable.size)} cannot be had.`,
    )
  }
  const reported = trace.unavailable
  if (trace.error === undefined && reported && !sameSet(new Set(reported), unavailable)) {
    const named = reported.length === 0 ? 'nothing' : listOf(reported)
    const really = unavailable.size === 0 ? 'nothing' : listOf(unavailable)
    wrong.push(`Reported as unavailable: ${named}; unavailable: ${really}.`)
  }
  return wrong
}

function stops({ stop }: Trace): string[] {
  return stop === undefined ? [] : [stop]
}

/** A sender sends what is in the DAG, verified, and once. */
function sound(trace: Trace, { blocks }: Plan): string[] {
  const known = new Set(blocks.map(hexOf))
  return [...stops(trace), ...trace.rounds.flatMap((round, i) => unsound(round, i, known))]
}

function unsound({ blocks }: Round, index: number, known: ReadonlySet<Hex>): string[] {
  const cids = blocks.map(hexOf)
  const forged = blocks.filter(({ cid, bytes }) => !isVerified(toHex(cid), bytes)).map(hexOf)
  const strangers = cids.filter((cid) => !known.has(cid))
  const twice = cids.length - new Set(cids).size
  const round = `Round ${index + 1}`
  const wrong: string[] = []
  if (forged.length > 0) {
    wrong.push(`${round} brings bytes that do not hash to their CID: ${listOf(forged)}.`)
  }
  if (strangers.length > 0) {
    wrong.push(`${round} brings what is not in the DAG: ${listOf(strangers)}.`)
  }
  if (twice > 0) wrong.push(`${round} brings ${countOf(twice)} twice.`)
  return wrong
}

/** A receiver that is lied to keeps neither the forged block nor the stranger, and knows it. */
function keeps({ stored, complete, ...trace }: Trace, { blocks, receiver, lies }: Plan): string[] {
  const wrong = stops({ stored, complete, ...trace })
  const known = new Set(blocks.map(hexOf))
  const strangers = [...(stored ?? [])].filter((cid) => !known.has(cid))
  if (strangers.length > 0)
    wrong.push(`It has stored ${listOf(strangers)}, which nothing links to.`)
  if (!lies || !trace.rounds.some(({ blocks }) => blocks.includes(lies.forged))) return wrong
  const forged = hexOf(lies.forged)
  if (receiver.map(hexOf).includes(forged)) return wrong
  if (stored?.has(forged)) wrong.push(`It has stored ${listOf([forged])}, whose bytes were forged.`)
  if (complete) wrong.push(`It counts as complete, though a block never came as it is.`)
  return wrong
}

/** A sender that has what is asked for gives something new. */
function brings({ there, fresh }: Round, index: number): string[] {
  if (there.length === 0 || fresh > 0) return []
  return [`Round ${index + 1} asks for ${listOf(there)}, which are there, and brings nothing new.`]
}

/** A receiver asks for what it lacks, and for all of it. */
function asks({ asked, lacking }: Round, index: number): string[] {
  if (sameSet(new Set(asked), new Set(lacking))) return []
  const [named, really] = [asked, lacking].map((cids) =>
    cids.length === 0 ? 'nothing' : listOf(cids),
  )
  return [`Round ${index + 1} asks for ${named}; what is missing is ${really}.`]
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item))
}
