import { type Hex, toHex } from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { type Pulled, type Reply, type Told, wordsOf } from '../../wire/reply.js'
import { countOf, hexOf, listOf } from '../bench/blocks.js'
import type { ClientBench, Ran } from '../bench/client-bench.js'
import type { Evidence } from '../bench/evidence.js'

// What checks have in common in judging. `what` is a noun phrase of what was sent, or of what a
// server of ours did, to follow "when".

interface Bench {
  readonly evidence: Evidence
}

/** A status of 4xx, and nothing else. @see HTTP-7 HTTP-8 */
export function expectRefused({ evidence }: Bench, reply: Reply<unknown>, what: string): void {
  if (reply.kind === 'refused') return
  evidence.problem(`${capital(what)} was not refused: ${wordsOf(reply)}.`)
}

/** What a readable request was answered with; anything else is a problem. */
export function expectTaken<T>({ evidence }: Bench, reply: Reply<T>, what: string): T | undefined {
  if (reply.kind === 'ok') return reply.value
  evidence.problem(`${capital(what)} was not answered as it should be: ${wordsOf(reply)}.`)
  return undefined
}

/** A pull that brings exactly these blocks, each once. */
export function expectBlocks(
  bench: Bench,
  reply: Reply<Pulled>,
  expected: readonly Framed[],
  what: string,
): void {
  const pulled = expectTaken(bench, reply, what)
  if (!pulled) return
  const came = pulled.blocks.map(hexOf)
  const [want, have] = [new Set(expected.map(hexOf)), new Set(came)]
  const lacking = [...want].filter((cid) => !have.has(cid))
  const surplus = [...have].filter((cid) => !want.has(cid))
  const twice = came.length - have.size
  const { evidence } = bench
  if (lacking.length > 0) {
    evidence.problem(
      `The answer to ${what} lacks ${lacking.length} of ${want.size} blocks: ${listOf(lacking)}.`,
    )
  }
  if (surplus.length > 0) {
    evidence.problem(
      `The answer to ${what} has ${countOf(surplus.length)} too many: ${listOf(surplus)}.`,
    )
  }
  if (twice > 0) evidence.problem(`The answer to ${what} sends ${countOf(twice)} twice.`)
}

/** A push after which nothing is missing. */
export function expectComplete(bench: Bench, reply: Reply<Told>, what: string): void {
  const told = expectTaken(bench, reply, what)
  if (!told || told.complete) return
  bench.evidence.problem(
    `After ${what} the server should lack nothing, and asks for ` +
      `${countOf(told.missing.length)}: ${listOf(told.missing)}.`,
  )
}

/** A push after which exactly these are missing. */
export function expectMissing(
  bench: Bench,
  reply: Reply<Told>,
  missing: readonly Framed[],
  what: string,
): void {
  const told = expectTaken(bench, reply, what)
  if (!told || sameSet(told.missing, missing.map(hexOf))) return
  const asked = told.missing.length === 0 ? 'nothing' : listOf(told.missing)
  bench.evidence.problem(
    `After ${what} the server asks for ${asked}, and lacks ${listOf(missing.map(hexOf))}.`,
  )
}

/** A client that says that it is not done. @see RND-27 */
export function expectIncomplete({ evidence }: Bench, ran: Ran | undefined, what: string): void {
  if (!ran?.end.complete) return
  evidence.problem(`The client reports a complete transfer when ${what}.`)
}

/** A client that is done. */
export function expectDone({ evidence }: Bench, ran: Ran | undefined, what: string): void {
  if (ran === undefined || ran.end.complete) return
  const { error, detail } = ran.end
  const why = error === undefined ? '' : ` (${error}${detail ? `: ${detail}` : ''})`
  evidence.problem(`The client does not complete the transfer when ${what}${why}.`)
}

/** A client that has stored these, or does not tell. */
export function expectStored(
  { evidence }: Bench,
  ran: Ran | undefined,
  blocks: readonly Framed[],
  what: string,
): void {
  const stored = ran?.end.stored
  if (stored === undefined) return
  const held = new Set(stored.map(({ cid }): Hex => cid))
  const lacking = blocks.map(hexOf).filter((cid) => !held.has(cid))
  if (lacking.length === 0) return
  evidence.problem(
    `The client has not stored ${lacking.length} of ${blocks.length} blocks when ${what}: ${listOf(lacking)}.`,
  )
}

/** A client that has not stored this. */
export function expectNotStored(
  { evidence }: Bench,
  ran: Ran | undefined,
  block: Framed,
  what: string,
): void {
  if (!ran?.end.stored?.some(({ cid }) => cid === hexOf(block))) return
  evidence.problem(`The client has stored the block ${listOf([hexOf(block)])} when ${what}.`)
}

/** A client that reports exactly these as unavailable, or does not tell. @see RND-25 PUSH-10 */
export function expectUnavailable(
  { evidence }: ClientBench,
  ran: Ran | undefined,
  blocks: readonly Framed[],
  what: string,
): void {
  const { unavailable, error } = ran?.end ?? {}
  if (unavailable === undefined || error !== undefined) return
  if (sameSet(unavailable, blocks.map(hexOf))) return
  const reported = unavailable.length === 0 ? 'nothing' : listOf(unavailable)
  evidence.problem(`The client reports ${reported} as unavailable when ${what}.`)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function hasBlock(blocks: readonly Framed[], { cid }: Framed): boolean {
  return blocks.some((block) => toHex(block.cid) === toHex(cid))
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return new Set(a).size === new Set(b).size && a.every((item) => b.includes(item))
}
