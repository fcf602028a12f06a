import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { VectorFile } from '@car-mirror/vectors'
import fc from 'fast-check'
import { CannotPrepare } from '../../live/cannot-prepare.js'
import type { ClientPort, Port, ServerPort } from '../../suite/port.js'
import { type Finding, type Problem, pass, type Shown, type TestContext } from '../../suite/test.js'
import { wireOf } from '../../wire/wire.js'
import { ClientBench } from '../bench/client-bench.js'
import { Enough } from '../bench/evidence.js'
import { ServerBench } from '../bench/server-bench.js'
import { type SessionCase, sessionCases } from './case.js'
import { pullByClient } from './client-pull.js'
import { pushByClient } from './client-push.js'
import { type Invariant, mostRounds, type Setting } from './invariants.js'
import { type Plan, planOf } from './plan.js'
import { pullFromServer } from './server-pull.js'
import { pushToServer } from './server-push.js'
import type { Trace } from './trace.js'
import { vectorOf } from './vector.js'

/** Transfers of one invariant. */
const RUNS = 50
/** Milliseconds after which a failure is shrunk no further. */
const SHRINKING = 5000

/** A transfer that went wrong. */
interface Failed {
  readonly plan: Plan
  readonly trace: Trace | undefined
  readonly problems: readonly Problem[]
  readonly sent: readonly Shown[]
}

/** Runs an invariant over made-up transfers, and shrinks what breaks it. @throws PortProblem */
export async function holds(
  invariant: Invariant,
  setting: Setting,
  port: Port,
  context: TestContext,
  id: string,
): Promise<Finding> {
  if (setting.side === 'server' && port.server?.isLoaded) return MADE_UP
  const wire = wireOf(port.dialect)
  // A server that keeps what it was given before must be given other blocks each time.
  const isFresh = setting.side === 'server' && port.server?.exact === false
  let transfers = 0
  let judged = 0
  let untold: CannotPrepare | undefined
  let failed: Failed | undefined
  let deadline = Number.POSITIVE_INFINITY
  const property = fc.asyncProperty(
    sessionCases(wire, invariant.variety(setting)),
    async (given: SessionCase) => {
      if (performance.now() > deadline) return
      context.signal.throwIfAborted()
      const bench = await benchOf(setting, port, context, id)
      const plan = planOf(given, isFresh ? `${bench.salt} ${transfers++}` : bench.salt)
      const result = await once(invariant, setting, bench, plan).catch((cause) => {
        // Of a command that cannot be told all of a transfer others are asked for.
        if (cause instanceof CannotPrepare) untold = cause
        else throw cause
      })
      if (result === undefined) return
      judged++
      if (result.problems.length === 0) return
      failed = { plan, ...result }
      // A port that was lost is lost again at every step of shrinking.
      deadline = result.isLost ? 0 : Math.min(deadline, performance.now() + SHRINKING)
      throw new Error(result.problems[0]!.message)
    },
  )
  const seed = seedOf(context.seed, id)
  const details = await fc.check(property, { seed, numRuns: RUNS })
  if (!failed) {
    if (details.failed) throw details.errorInstance ?? new Error('fast-check failed')
    if (judged === 0 && untold) throw untold
    return pass
  }
  const { numRuns, numShrinks, counterexamplePath } = details
  const found =
    `after ${numRuns} transfers and ${numShrinks} steps of shrinking ` +
    `(fast-check: seed ${seed}, path "${counterexamplePath}")`
  const problems = failed.problems.map(({ message }, i) => {
    return { message: i === 0 ? `${message} Found ${found}.` : message }
  })
  const file = await vectorOf(invariant, setting, failed, id)
  const shown = file === undefined ? [] : [kept(file, id, context.report)]
  return { status: 'fail', problems, sent: [...shown, ...failed.sent] }
}

const MADE_UP: Finding = {
  status: 'could-not-run',
  why: 'its DAGs are made up as it runs, and the server is given nothing but the fixtures',
}

/** A vector ready to be added: a file in the folder of the report, or text in the result. */
function kept(file: VectorFile, id: string, report: string | undefined): Shown {
  const json = `${JSON.stringify(file, null, 2)}\n`
  if (report === undefined) return { label: 'as a file of vectors', text: json }
  const path = join(report, 'found', `${id.replaceAll('/', '-')}.json`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, json)
  return { label: 'as a file of vectors', text: path }
}

async function benchOf({ side }: Setting, port: Port, context: TestContext, id: string) {
  return side === 'server'
    ? ServerBench.open(port, port.server as ServerPort, context, id)
    : new ClientBench(port, port.client as ClientPort, context, id)
}

async function once(
  invariant: Invariant,
  setting: Setting,
  bench: ServerBench | ClientBench,
  plan: Plan,
): Promise<Omit<Failed, 'plan'> & { readonly isLost: boolean }> {
  const trace = await transfer(bench, setting, plan)
  const isLost = await bench.recover()
  const { finding, shown } = bench.evidence
  const found = finding.status === 'fail' ? finding.problems : []
  const judged = trace ? invariant.judge(trace, plan, setting) : []
  const problems = [...found, ...judged.map((message) => ({ message }))]
  return { trace, problems, sent: shown, isLost }
}

async function transfer(
  bench: ServerBench | ClientBench,
  { direction }: Setting,
  plan: Plan,
): Promise<Trace | undefined> {
  const most = mostRounds(plan)
  try {
    if (bench instanceof ServerBench) {
      return await (direction === 'pull' ? pullFromServer : pushToServer)(bench, plan, most)
    }
    return await (direction === 'pull' ? pullByClient : pushByClient)(bench, plan, most)
  } catch (cause) {
    if (cause instanceof Enough) return undefined
    throw cause
  }
}

/** The same for the same seed and test. 32 bits. */
function seedOf(seed: number, id: string): number {
  return createHash('sha256').update(`${seed} ${id}`).digest().readInt32BE()
}
