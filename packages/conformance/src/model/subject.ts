import {
  type Filter,
  type GivenStatus,
  type HttpAnswer,
  type NamedDag,
  type Outcome,
  type Subject,
  toBytes,
  toElements,
  toHex,
  type Value,
} from '@car-mirror/vectors'
import type { Car } from './car.js'
import type { WireFilter } from './filter.js'
import type { Status } from './message.js'
import type { Model } from './model.js'
import { blocksOf, carNames, cids, filterHex, givenStatus, storeOf } from './named.js'
import { Refusal } from './refusal.js'
import type { Reply } from './server.js'
import { clientSubject } from './subject-client.js'
import { seededXxh3 } from './xxh3.js'

/** A model as something that vectors can be put to. */
export function subjectOf(model: Model): Subject {
  return {
    ...filterSubject(model),
    ...formatSubject(model),
    ...roundSubject(model),
    ...clientSubject(model),
  }
}

function filterSubject({ filter }: Model) {
  return {
    xxh3: async ({ element, seed }) => ({
      value: { hash: await seededXxh3(toBytes(element), seed) },
    }),
    indices: ({ element, bytes, hashes }) =>
      attempt(() => ({ indices: filter.indices(toBytes(element), filter.bits(bytes), hashes) })),
    parameters: ({ count }) => attempt(() => filter.parameters(count)),
    insert: ({ bytes, hashes, elements }) =>
      attempt(() => ({ filter: toHex(filter.insert(bytes, hashes, toElements(elements)).bytes) })),
    has: ({ filter: given, elements }) =>
      attempt(() => {
        const wire = wireFilter(given)
        filter.check(wire)
        return { has: toElements(elements).map((element) => filter.has(wire, element)) }
      }),
    union: ({ a, b }) =>
      attempt(() => {
        const both = [a, b].map(wireFilter)
        for (const one of both) filter.check(one)
        return { filter: filterHex(filter.union(both[0]!, both[1]!)) }
      }),
  } satisfies Subject
}

function formatSubject({ messages, cars }: Model) {
  return {
    'pull.encode': ({ roots, filter }) =>
      attempt(() => ({
        body: toHex(messages.encodePull({ missing: roots, filter: wireFilter(filter) })),
      })),
    'pull.decode': ({ body }) => attempt(() => messageHex(messages.decodePull(toBytes(body)))),
    'push.encode': ({ roots, filter }) =>
      attempt(() => {
        const { status, body } = messages.encodePush({ missing: roots, filter: wireFilter(filter) })
        return { status, body: toHex(body) }
      }),
    'push.decode': ({ status, body }) =>
      attempt(() => messageHex(messages.decodePush(status, toBytes(body)))),
    'car.encode': async ({ roots, blocks }) => {
      const framed = blocks.map(({ cid, bytes }) => ({ cid, bytes: toBytes(bytes) }))
      return { value: { body: toHex(await cars.encode({ roots, blocks: framed })) } }
    },
    'car.decode': ({ body, cuts }) =>
      attempt(
        () => carHex(cars.decode(pieces(toBytes(body), cuts))),
        (kept) => carHex(kept as Car),
      ),
  } satisfies Subject
}

function roundSubject(model: Model) {
  const { sender, receiver } = model
  return {
    send: ({ store, missing, filter, order }, dag) => {
      const status = { missing: cids(dag, missing), filter: wireFilter(filter) }
      const { available, blocks } = sender.answer(storeOf(dag, store), status, order)
      const sent = blocks.map(({ cid }) => cid)
      return { value: { available: dag.names(available), blocks: dag.names(sent) } }
    },
    receive: ({ store, roots, rounds }, dag) => {
      const transfer = receiver.open(storeOf(dag, store), cids(dag, roots))
      const statuses = [givenStatus(receiver.status(transfer), dag)]
      const taken = attempt(() => {
        for (const { available, blocks, cut } of rounds) {
          const answer = { available: cids(dag, available), blocks: blocksOf(dag, blocks) }
          statuses.push(givenStatus(receiver.take(transfer, answer, cut), dag))
        }
        return true
      })
      const value = {
        statuses,
        stored: dag.names(transfer.store.keys()),
        complete: receiver.isComplete(transfer),
        unavailable: dag.names(transfer.unavailable),
      }
      return taken.error === undefined ? { value } : { value, error: taken.error }
    },
    respond: async ({ store: names, requests }, dag) => {
      const store = storeOf(dag, names)
      const answers: Value<'respond'>['answers'][number][] = []
      for (const { body, ...request } of requests) {
        const reply = await model.server.respond(store, { ...request, body: toBytes(body) })
        answers.push(answerOf(model, request.path, reply, dag))
      }
      return { value: { answers, stored: dag.names(store.keys()) } }
    },
  } satisfies Subject
}

function answerOf(
  { cars, messages, server }: Model,
  path: string,
  { status, type, body }: Reply,
  dag: NamedDag,
): HttpAnswer<GivenStatus> {
  if (status < 200 || status > 299) return { status, type, refused: true }
  if (server.route(path)?.direction === 'push') {
    const { pushRoots, pushRootsOld } = { ...messages.pins['MSG-2'], ...messages.pins['MSG-3'] }
    const message = messages.decode([pushRoots, ...pushRootsOld], body)
    return { status, type, message: givenStatus(message, dag) }
  }
  return { status, type, car: carNames(cars.decode([body]), dag) }
}

/** An outcome, whatever happens. */
export function attempt<V>(
  action: () => V,
  kept: (seen: unknown) => V | undefined = () => undefined,
): { value?: V; error?: NonNullable<Outcome<never>['error']> } {
  try {
    return { value: action() }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    const value = kept(cause.kept)
    return value === undefined ? { error: cause.code } : { error: cause.code, value }
  }
}

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts, bytes.length]
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end))
}

function wireFilter({ bytes, hashes }: Filter<Parameters<typeof toBytes>[0]>): WireFilter {
  return { bytes: toBytes(bytes), hashes }
}

function messageHex({ missing, filter }: Status) {
  return { roots: missing, filter: filterHex(filter) }
}

function carHex({ roots, blocks }: Car) {
  return { roots, blocks: blocks.map(({ cid, bytes }) => ({ cid, bytes: toHex(bytes) })) }
}
