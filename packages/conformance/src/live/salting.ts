import { createHash } from 'node:crypto'
import { toHex } from '@car-mirror/vectors'
import { type Framed, raw } from '@car-mirror/vectors/by-hand'
import { type Salting, unsalted } from '../author/dags/salt.js'
import type { Model } from '../model/model.js'
import { filterHex } from '../model/named.js'
import { type Port, PortProblem, type ServerPort } from '../suite/port.js'
import type { TestContext } from '../suite/test.js'
import { wireOf } from '../wire/wire.js'
import { holding, load } from './content.js'

/** Runs with one seed against one server that are told apart. */
const RUNS = 1000
const AT_ONCE = 50

/**
 * The salt of a test: none for a server that holds what it is given and nothing else. One that keeps
 * what it was given has blocks of its own for each seed, each run with that seed, and each test.
 */
export async function saltingOf(
  port: Port,
  model: Model,
  id: string,
  context: TestContext,
): Promise<Salting> {
  const { server } = port
  if (server === undefined || server.exact) return unsalted
  return salted(model, context.seed, await runOf(port, server, model, context), id)
}

/** The salt of a test of a run. */
export function salted(model: Model, seed: number, run: number, id: string): Salting {
  const hash = createHash('sha256').update(`${seed} ${run} ${id}`).digest('hex')
  return {
    salt: ` ${hash.slice(0, 12)}`,
    insert: (bytes, hashes, cids) => filterHex(model.filter.insert(bytes, hashes, cids)),
  }
}

/** A block that says that there has been a run. */
function markOf(seed: number, run: number): Framed {
  return raw(`car-mirror conformance, seed ${seed}, run ${run}`)
}

const runs = new WeakMap<ServerPort, Promise<number>>()

/** How many runs with this seed the server has seen before; found out once. */
function runOf(
  port: Port,
  server: ServerPort,
  model: Model,
  context: TestContext,
): Promise<number> {
  const known = runs.get(server)
  if (known !== undefined) return known
  const found = countRuns(port, server, model, context)
  runs.set(server, found)
  found.catch(() => runs.delete(server))
  return found
}

async function countRuns(
  { dialect }: Port,
  server: ServerPort,
  model: Model,
  context: TestContext,
): Promise<number> {
  const { url } = await server.serve([])
  const peer = { url, wire: wireOf(dialect), model, patience: context }
  const marks = (from: number) => {
    return Array.from({ length: AT_ONCE }, (_, i) => toHex(markOf(context.seed, from + i).cid))
  }
  for (let from = 0; from < RUNS; from += AT_ONCE) {
    const held = new Set((await found(holding(peer, marks(from))))?.map(({ cid }) => cid))
    const free = marks(from).findIndex((cid) => !held.has(cid))
    if (free === -1) continue
    const { cid, bytes } = markOf(context.seed, from + free)
    await found(load(peer, [{ cid: toHex(cid), bytes: toHex(bytes) }]))
    return from + free
  }
  return 0
}

/** A server that does not take or tell of marks is taken for one that has had no run. */
async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (cause) {
    if (cause instanceof PortProblem && cause.kind !== 'absent') return undefined
    throw cause
  }
}
