import {
  fromHex,
  type Hex,
  NamedDag,
  type Names,
  type Operation,
  type Outcome,
  toHex,
  type Vector,
  type VectorFile,
} from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import { expectOf } from '../../author/expect.js'
import { gives, pulls, pushes, wants } from '../../author/session/exchange.js'
import { Model } from '../../model/model.js'
import { subjectOf } from '../../model/subject.js'
import type { WrittenFilter } from '../../wire/form.js'
import { pinsIn } from '../../wire/pins.js'
import type { Invariant, Setting } from './invariants.js'
import type { Plan } from './plan.js'
import type { Round, Trace } from './trace.js'

const DAG = 'found'

/**
 * A transfer that went wrong as a file of vectors, in the form of the specification, whatever
 * dialect it was found in. What is expected follows from the model. Undefined if there was no
 * round.
 */
export async function vectorOf(
  invariant: Invariant,
  { direction, side }: Setting,
  { plan, trace }: { readonly plan: Plan; readonly trace: Trace | undefined },
  id: string,
): Promise<VectorFile | undefined> {
  const last = trace?.rounds.at(-1)
  if (!trace || !last) return undefined
  const named = plan.blocks.map(({ cid, bytes }, i) => {
    return { name: `n${i}`, cid: toHex(cid), bytes: toHex(bytes) }
  })
  const about = { requirements: invariant.requirements({ direction, side }), id, named }
  if (side === 'server') {
    const store = direction === 'pull' ? plan.sender : blocksOf(plan, last.held)
    const dag = new NamedDag(named)
    const request =
      direction === 'pull' ? pulls(...pullOf(plan, last)) : pushes(plan.roots, ...last.blocks)
    return fileOf('respond', { store: names(dag, store), requests: [request] }, about)
  }
  const dag = new NamedDag(named)
  const roots = names(dag, plan.roots)
  if (direction === 'pull') {
    const answers = trace.rounds.map(({ there, blocks }) => gives(blocksOf(plan, there), ...blocks))
    return fileOf('pull', { store: names(dag, plan.receiver), roots, answers }, about)
  }
  // What is asked in an answer stands in the round that follows; after the last one nothing is
  // known.
  const answers = trace.rounds.slice(1).map(({ asked }, i) => {
    return wants(blocksOf(plan, asked), filterHex(trace.rounds[i]!.filter))
  })
  const coldCall = plan.given.coldCall === 'all' ? 'all' : 'one'
  return fileOf('push', { store: names(dag, plan.sender), roots, answers, coldCall }, about)
}

interface About {
  readonly requirements: readonly string[]
  readonly id: string
  readonly named: NonNullable<VectorFile['dags']>[string]
}

async function fileOf<O extends 'respond' | 'pull' | 'push'>(
  operation: O,
  input: Vector<O>['input'],
  { requirements, id, named }: About,
): Promise<VectorFile> {
  const model = new Model(pinsIn('spec'))
  const dag = new NamedDag(named)
  const run = subjectOf(model)[operation] as (input: unknown, dag: NamedDag) => Promise<Outcome<O>>
  const { value, error } = await run(input, dag)
  const flags = operation === 'respond' ? [] : ['requests-free']
  const names = named.map(({ name }) => name)
  const expect =
    value && expectOf(operation, input, value, { model, dag, names, flags, requirements })
  const vector = {
    id: `${operation}/${id.replaceAll('/', '-')}`,
    requirements,
    result: error === undefined ? 'valid' : 'invalid',
    ...(flags.length > 0 && { flags }),
    dag: DAG,
    input,
    ...(expect && { expect }),
    ...(error !== undefined && { error }),
  } as unknown as Vector<Operation>
  return {
    $schema: '../schema.json',
    area: operation,
    profile: 'spec',
    layer: 'session',
    operation,
    about: `Found by ${id}.`,
    flags:
      flags.length > 0
        ? { 'requests-free': 'the number of requests is the choice of the client' }
        : {},
    dags: { [DAG]: named },
    vectors: [vector],
  }
}

function pullOf(plan: Plan, { asked, filter }: Round): Parameters<typeof pulls> {
  return [blocksOf(plan, asked), filterHex(filter)]
}

function filterHex(filter: WrittenFilter | undefined) {
  return filter && { bytes: toHex(filter.bytes), hashes: Number(filter.hashes) }
}

/** Blocks by CID; one that is not of the DAG, a stranger, as if it had no bytes. */
function blocksOf({ blocks }: Plan, cids: readonly Hex[]): Framed[] {
  const known = new Map(blocks.map((block) => [toHex(block.cid), block]))
  return cids.map((cid) => known.get(cid) ?? { cid: fromHex(cid), bytes: new Uint8Array(0) })
}

function names(dag: NamedDag, blocks: readonly Framed[]): Names {
  return dag.names(blocks.map(({ cid }) => toHex(cid)))
}
