import type { Profile } from '@car-mirror/vectors'
import type { Port } from '../suite/port.js'
import type { Finding, Test, TestContext } from '../suite/test.js'
import { ClientBench } from './bench/client-bench.js'
import { Enough } from './bench/evidence.js'
import { ServerBench } from './bench/server-bench.js'

interface About {
  /** `adv-N/<side>/<words>` */
  readonly id: string
  /** Clauses that it tests. */
  readonly requirements: readonly string[]
  /** In a line, what is done to the port and what must come of it. */
  readonly about: string
}

/** Something hostile, and what must come of it. */
export type Check =
  | (About & { readonly side: 'server'; run(bench: ServerBench): Promise<void> })
  | (About & { readonly side: 'client'; run(bench: ClientBench): Promise<void> })

/** What a check is made of besides what its id says. */
type Rest<B> = Omit<About, 'id'> & { run(bench: B): Promise<void> }

export function onServer(id: string, rest: Rest<ServerBench>): Check {
  return { id, side: 'server', ...rest }
}

export function onClient(id: string, rest: Rest<ClientBench>): Check {
  return { id, side: 'client', ...rest }
}

/** A check as a test of the suite. It judges by the clauses, whatever the dialect. */
export function testOf(check: Check): Test {
  const { id, side, requirements, about } = check
  const profile: Profile = 'spec'
  const run = (port: Port, context: TestContext) => runOn(check, port, context)
  return { id, layer: 'session', profile, requirements, about, needs: side, run }
}

async function runOn(check: Check, port: Port, context: TestContext): Promise<Finding> {
  if (check.side === 'server') {
    if (!port.server) return NOTHING
    const bench = await ServerBench.open(port, port.server, context, check.id)
    return runBench(bench, () => check.run(bench))
  }
  if (!port.client) return NOTHING
  const bench = new ClientBench(port, port.client, context, check.id)
  return runBench(bench, () => check.run(bench))
}

const NOTHING: Finding = { status: 'unsupported', why: 'the port has nothing of that side' }

async function runBench(
  bench: ServerBench | ClientBench,
  run: () => Promise<void>,
): Promise<Finding> {
  try {
    await run()
  } catch (cause) {
    if (!(cause instanceof Enough)) throw cause
  }
  await bench.settle()
  return bench.evidence.finding
}
