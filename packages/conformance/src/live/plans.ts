import {
  type Layer,
  type NamedBlock,
  type Operation,
  type Vector,
  type VectorFile,
  vectorFiles,
} from '@car-mirror/vectors'
import type { Area } from '../author/area.js'
import type { Salting } from '../author/dags/salt.js'
import { type Reader, vectorOf } from '../author/generate.js'
import { respondAreas } from '../author/session/index.js'
import type { Party, Spec } from '../spec/clause.js'
import type { Problem } from '../suite/test.js'
import type { Answered } from '../wire/reply.js'
import { CannotPrepare } from './cannot-prepare.js'
import type { Derived } from './derived/derived.js'
import { derivedForClients, derivedForServers } from './derived/index.js'

export type LiveOperation = 'respond' | 'pull' | 'push'

/** A vector and the DAG that it is of. */
interface Placed<O extends LiveOperation> {
  readonly vector: Vector<O>
  readonly blocks: readonly NamedBlock[]
}

/** A vector to be put to a live peer. */
export interface Plan<O extends LiveOperation> {
  readonly id: string
  readonly operation: O
  readonly layer: Layer
  readonly requirements: readonly string[]
  readonly about: string
  /** Every request is to be refused. */
  readonly isRefused: boolean
  /** The vector with the blocks of a run. @throws CannotPrepare */
  place(salting: Salting): Promise<Placed<O>>
  readonly cuts?: readonly number[] | undefined
  readonly ignoresStore?: boolean | undefined
  readonly ignoresEnd?: boolean | undefined
  /** What is wrong with the bytes of an answer, besides what they mean. */
  inspect?(reply: Answered, isPush: boolean): Promise<readonly Problem[]>
}

/** The vectors of an operation. */
function vectorPlans<O extends LiveOperation>(operation: O, reader: Reader): Plan<O>[] {
  return vectorFiles('spec', operation).flatMap((file: VectorFile<O>) => {
    return file.vectors.map((vector): Plan<O> => {
      const { id, requirements, comment } = vector
      return {
        id,
        operation,
        layer: file.layer,
        requirements,
        about: comment ?? file.about,
        isRefused: isRefused(vector),
        async place(salting) {
          const blocks = file.dags?.[vector.dag ?? ''] ?? []
          if (salting.salt === '') return { vector, blocks }
          return placedIn(areaOf(file, salting) as Area<O>, id, reader)
        },
      }
    })
  })
}

function isRefused({ expect }: Vector<LiveOperation>): boolean {
  const { answers } = (expect ?? {}) as Partial<NonNullable<Vector<'respond'>['expect']>>
  return answers?.every(({ refused }) => refused === true) ?? false
}

function areaOf({ area }: VectorFile<LiveOperation>, salting: Salting): Area<'respond'> {
  const areas: Readonly<Record<string, (salting: Salting) => Area<'respond'>>> = respondAreas
  const make = areas[area]
  if (make) return make(salting)
  throw new CannotPrepare(
    'these vectors are of another version, and cannot have blocks of their own',
  )
}

/**
 * Everything that is put to a server.
 * @param isShown whether an operation is to be shown over HTTP
 */
export function serverPlans(
  spec: Spec,
  reader: Reader,
  isShown: (operation: Operation | undefined) => boolean,
): Plan<'respond'>[] {
  const derived = derivedForServers(reader.model).filter(({ shows }) => isShown(shows))
  return [
    ...vectorPlans('respond', reader),
    ...derived.flatMap((one) => derivedPlans(one, 'server', spec, reader)),
  ]
}

/** Everything that is put to a client. */
export function clientPlans(
  spec: Spec,
  reader: Reader,
  isShown: (operation: Operation | undefined) => boolean,
): Plan<'pull' | 'push'>[] {
  const derived = derivedForClients(reader.model).filter(({ shows }) => isShown(shows))
  return [
    ...vectorPlans('pull', reader),
    ...vectorPlans('push', reader),
    ...derived.flatMap((one) => derivedPlans(one, 'client', spec, reader)),
  ]
}

/** What is shown of other operations, as far as it binds one of these parties. */
function derivedPlans<O extends LiveOperation>(
  derived: Derived<O>,
  side: 'server' | 'client',
  spec: Spec,
  reader: Reader,
): Plan<O>[] {
  return derived.list().flatMap((one): Plan<O>[] => {
    const requirements = one.requirements.filter((id) => isSeen(id, side, spec))
    if (requirements.length === 0) return []
    const id = `${derived.areaName}/${one.name}`
    return [
      {
        id: `${id}@${side}`,
        operation: derived.operation,
        layer: derived.layer,
        requirements,
        about: `${one.comment ?? derived.about} Seen over HTTP.`,
        isRefused: false,
        place: (salting) => placedIn(derived.area(salting, one.name), id, reader),
        cuts: derived.cuts?.[one.name],
        ignoresStore: derived.ignoresStore,
        ignoresEnd: derived.ignoresEnd,
        ...(derived.inspect && {
          inspect: (reply, isPush) => derived.inspect!(one.name, reply, isPush),
        }),
      },
    ]
  })
}

/** Clauses of a receiver that only one who makes the requests can be seen to keep. */
const OF_A_CLIENT = ['RND-24', 'RND-26']

function isSeen(id: string, side: 'server' | 'client', { clauses }: Spec): boolean {
  const parties: readonly Party[] = [side, 'sender', 'receiver']
  if (side === 'server' && OF_A_CLIENT.includes(id)) return false
  return clauses.get(id)?.binds.some((party) => parties.includes(party)) ?? false
}

async function placedIn<O extends LiveOperation>(
  area: Area<O>,
  id: string,
  reader: Reader,
): Promise<Placed<O>> {
  const one = area.cases.find(({ name }) => `${area.area}/${name}` === id)
  if (one === undefined) throw new CannotPrepare(`no case makes ${id} any more`)
  const vector = await vectorOf(area, one, reader, [])
  return { vector, blocks: area.dags?.[one.dag ?? ''] ?? [] }
}

/** Why a vector cannot be put to a server that keeps what it was given before; undefined if it can. */
export function needsOwnStore({ id, flags }: Vector<Operation>): string | undefined {
  if (flags?.includes('small-store')) return 'it is about all that a store holds'
  return id === ABSENT_HIT ? 'it is about a block that other tests give to the server' : undefined
}

/** CIDs that were searched so that they hit a filter cannot be had for each test anew. */
const ABSENT_HIT = 'send-false-positives/below-absent-hit'
