import {
  fromHex,
  type Layer,
  type NamedBlock,
  type Names,
  type Operation,
} from '@car-mirror/vectors'
import type { Framed } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../../author/area.js'
import type { Salting } from '../../author/dags/salt.js'
import type { Problem } from '../../suite/test.js'
import type { Answered } from '../../wire/reply.js'

/** A case by its name. */
type Listed = Pick<Case<Operation>, 'name' | 'requirements' | 'comment'>

/** What an area says of itself, whichever of its cases are put. */
export function head({ area, layer, about }: Pick<Area, 'area' | 'layer' | 'about'>) {
  return { areaName: area, layer, about }
}

/** Cases of an operation that no connection is needed for, put as exchanges with a live peer. */
export interface Derived<O extends 'respond' | 'pull' | 'push'> {
  /** The operation that they show: a port that has it is asked directly. None: they are put to all. */
  readonly shows?: Operation
  readonly operation: O
  readonly layer: Layer
  readonly areaName: string
  readonly about: string
  /** What its cases are about, without what goes into them: some are large. */
  list(): readonly Listed[]
  /** The area with one of its cases at least. */
  area(salting: Salting, name: string): Area<O>
  /** The store may hold their blocks from before, so what it holds in the end says nothing. */
  readonly ignoresStore?: boolean
  /** Whether a transfer that failed came to an end before it did is not compared. */
  readonly ignoresEnd?: boolean
  /** What is wrong with the bytes of an answer of a case, besides what they mean. */
  inspect?(name: string, reply: Answered, isPush: boolean): Promise<readonly Problem[]>
  /** Where the bodies of a case are cut into pieces. */
  readonly cuts?: Readonly<Record<string, readonly number[]>>
}

/** What cases have in common, whatever they are of. */
export function rest<O extends Operation>({ name, requirements, flags, comment, dag }: Case<O>) {
  return {
    name,
    requirements,
    ...(flags && { flags }),
    ...(comment && { comment }),
    ...(dag && { dag }),
  }
}

/** Blocks of a DAG by their names. */
export function framed(blocks: readonly NamedBlock[] | undefined, names: Names): Framed[] {
  return names.map((name) => {
    const { cid, bytes } = blocks!.find((block) => block.name === name)!
    return { cid: fromHex(cid), bytes: fromHex(bytes) }
  })
}

/** An area of another operation with these cases. */
export function putAs<O extends 'respond' | 'pull' | 'push'>(
  operation: O,
  { area, layer, about, flags }: Area,
  dags: Readonly<Record<string, readonly NamedBlock[]>>,
  cases: readonly Case<O>[],
): Area<O> {
  return { area, profile: 'spec', layer, about, operation, dags, cases, ...(flags && { flags }) }
}

/** What takes long to find out is found out when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
