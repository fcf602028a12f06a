import type {
  Bytes,
  Message,
  NamedDag,
  Names,
  Operation,
  Outcome,
  Subject,
  Value,
} from '@car-mirror/vectors'
import { PortProblem } from '../suite/port.js'
import type { Adapter } from './adapter.js'
import type { Answer } from './answer.js'
import { elementsOf, filterOf, hexOf } from './expand.js'
import type { AdapterInput } from './schemas.js'

/** Operations whose answer is known as soon as it is there, by the vectors' names for them. */
type AskedOperation = Exclude<Operation, 'respond' | 'pull' | 'push'>

/** An outcome, and what the port itself said of it. */
export type ToldOutcome<O extends Operation> = Outcome<O> & { readonly detail?: string }

/** What an adapter has of the codec and round operations, as something that vectors can be put to. */
export function adapterSubject(adapter: Adapter, has: ReadonlySet<string>): Subject {
  const all = { ...filterSubject(adapter), ...formatSubject(adapter), ...roundSubject(adapter) }
  return Object.fromEntries(Object.entries(all).filter(([operation]) => has.has(operation)))
}

function filterSubject(adapter: Adapter) {
  return {
    xxh3: ({ element, seed }) => ask(adapter, 'xxh3', { element: hexOf(element), seed }),
    indices: ({ element, ...rest }) =>
      ask(adapter, 'indices', { element: hexOf(element), ...rest }),
    parameters: (input) => ask(adapter, 'parameters', input),
    insert: ({ elements, ...rest }) => {
      return ask(adapter, 'insert', { ...rest, elements: elementsOf(elements) })
    },
    has: ({ filter, elements }) => {
      return ask(adapter, 'has', { filter: filterOf(filter), elements: elementsOf(elements) })
    },
    union: ({ a, b }) => ask(adapter, 'union', { a: filterOf(a), b: filterOf(b) }),
  } satisfies Subject
}

function formatSubject(adapter: Adapter) {
  return {
    'pull.encode': (input) => ask(adapter, 'pull.encode', messageOf(input)),
    'pull.decode': ({ body }) => ask(adapter, 'pull.decode', { body: hexOf(body) }),
    'push.encode': (input) => ask(adapter, 'push.encode', messageOf(input)),
    'push.decode': ({ status, body }) => ask(adapter, 'push.decode', { status, body: hexOf(body) }),
    'car.encode': ({ roots, blocks }) => {
      const framed = blocks.map(({ cid, bytes }) => ({ cid, bytes: hexOf(bytes) }))
      return ask(adapter, 'car.encode', { roots: [...roots], blocks: framed })
    },
    'car.decode': ({ body, cuts }) => {
      return ask(adapter, 'car.decode', { body: hexOf(body), cuts: [...cuts] })
    },
  } satisfies Subject
}

function roundSubject(adapter: Adapter) {
  return {
    send: async ({ store, missing, filter, order }, dag) => {
      const input = {
        store: blocksOf(dag, store),
        missing: cidsOf(dag, missing),
        filter: filterOf(filter),
        order,
      }
      return outcome<'send'>(await adapter.ask({ op: 'send', input }), ({ available, blocks }) => ({
        ...(available && { available: dag.names(available) }),
        ...(blocks && { blocks: dag.names(blocks) }),
      }))
    },
    receive: async ({ store, roots, rounds }, dag) => {
      const deliveries = rounds.map(({ available, blocks, cut }) => ({
        available: cidsOf(dag, available),
        blocks: blocksOf(dag, blocks),
        ...(cut && { cut }),
      }))
      const input = { store: blocksOf(dag, store), roots: cidsOf(dag, roots), rounds: deliveries }
      return outcome<'receive'>(await adapter.ask({ op: 'receive', input }), (value) => ({
        ...value,
        ...(value.statuses && {
          statuses: value.statuses.map((status) => ({
            ...status,
            missing: dag.names(status.missing),
          })),
        }),
        ...(value.stored && { stored: dag.names(value.stored) }),
        ...(value.unavailable && { unavailable: dag.names(value.unavailable) }),
      }))
    },
  } satisfies Subject
}

async function ask<O extends Exclude<AskedOperation, 'send' | 'receive'>>(
  adapter: Adapter,
  op: O,
  input: AdapterInput<O>,
): Promise<ToldOutcome<O>> {
  return outcome<O>(await adapter.ask({ op, input }), (value) => value as Partial<Value<O>>)
}

/** @throws PortProblem `unsupported` */
function outcome<O extends AskedOperation>(
  answer: Answer<O>,
  named: (
    value: Partial<Extract<Answer<O>, { error: unknown }>['value'] & object>,
  ) => Partial<Value<O>>,
): ToldOutcome<O> {
  if ('unsupported' in answer) throw new PortProblem('unsupported', answer.unsupported)
  const value = answer.value && (named(answer.value) as Value<O>)
  if (!('error' in answer)) return { ...(value && { value }) }
  const { error, detail } = answer
  return { error, ...(detail !== undefined && { detail }), ...(value && { value }) }
}

function messageOf({ roots, filter }: Message<Bytes>) {
  return { roots: [...roots], filter: filterOf(filter) }
}

function blocksOf(dag: NamedDag, names: Names) {
  return dag.blocks(names).map(({ cid, bytes }) => ({ cid, bytes }))
}

function cidsOf(dag: NamedDag, names: Names) {
  return dag.blocks(names).map(({ cid }) => cid)
}
