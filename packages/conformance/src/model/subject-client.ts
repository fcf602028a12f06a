import { type NamedDag, type Outcome, type Subject, toBytes, type Value } from '@car-mirror/vectors'
import type { Exchange, Progress } from './client.js'
import type { Model } from './model.js'
import { carNames, cids, givenStatus, storeOf } from './named.js'
import { Refusal } from './refusal.js'
import type { Reply } from './server.js'

/** What goes beyond the script is refused. */
const BEYOND: Reply = { status: 400, type: 'text/plain', body: new Uint8Array(0) }

/** The client of a model before a scripted server. */
export function clientSubject(model: Model): Pick<Subject, 'pull' | 'push'> {
  const { client, messages, cars } = model
  return {
    pull: async ({ store: names, roots, diff, answers }, dag) => {
      const store = storeOf(dag, names)
      const requests: Value<'pull'>['requests'][number][] = []
      const exchange: Exchange = async ({ body, ...line }) => {
        const status = givenStatus(messages.decodePull(body), dag)
        return nextOf(answers, requests.push({ ...requestLine(line), status }))
      }
      const task = { store, roots: cids(dag, roots), diff }
      const { progress, error } = await run((told) => client.pull(task, exchange, told))
      const value = { requests, stored: dag.names(store.keys()), ...ending(progress, dag) }
      return outcome<'pull'>(value, error)
    },
    push: async ({ store, roots, diff, answers, coldCall }, dag) => {
      const requests: Value<'push'>['requests'][number][] = []
      const exchange: Exchange = async ({ body, ...line }) => {
        const car = carNames(cars.decode([body]), dag)
        return nextOf(answers, requests.push({ ...requestLine(line), ...car }))
      }
      const task = { store: storeOf(dag, store), roots: cids(dag, roots), diff }
      const { progress, error } = await run((told) => client.push(task, coldCall, exchange, told))
      return outcome<'push'>({ requests, ...ending(progress, dag) }, error)
    },
  }
}

function requestLine({
  method,
  path,
  type,
}: {
  method: string
  path: string
  type: string | null
}) {
  return { method, path, type: type ?? '' }
}

function nextOf(
  answers: readonly { status: number; type: string; body: Parameters<typeof toBytes>[0] }[],
  count: number,
): Reply {
  const answer = answers[count - 1]
  return answer ? { ...answer, body: toBytes(answer.body) } : BEYOND
}

async function run(transfer: (progress: Progress) => Promise<void>) {
  const progress: Progress = { complete: false, unavailable: [] }
  try {
    await transfer(progress)
    return { progress }
  } catch (error) {
    if (error instanceof Refusal) return { progress, error }
    throw error
  }
}

function ending({ complete, unavailable }: Progress, dag: NamedDag) {
  return { complete, unavailable: dag.names(unavailable) }
}

function outcome<O extends 'pull' | 'push'>(value: Value<O>, error?: Refusal): Outcome<O> {
  return error === undefined ? { value } : { value, error: error.code }
}
