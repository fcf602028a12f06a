import { unsalted } from '../author/dags/salt.js'
import { type Reader, readerOf } from '../author/generate.js'
import type { Model } from '../model/model.js'
import type { Spec } from '../spec/clause.js'
import type { Port } from '../suite/port.js'
import type { Finding, Test, TestContext } from '../suite/test.js'
import { wireOf } from '../wire/wire.js'
import { type Aspect, aspectsOf, clientAspects, serverAspects, whole } from './aspects.js'
import { settled } from './attempts.js'
import { cutPull, cutPush } from './cut-rounds.js'
import type { Evidence } from './evidence.js'
import { clientPlans, type LiveOperation, needsOwnStore, type Plan, serverPlans } from './plans.js'
import { respond } from './respond.js'
import { saltingOf } from './salting.js'
import { transfer } from './transfer.js'

type LiveSide = 'server' | 'client'

export interface LiveOptions {
  readonly spec: Spec
  /** Sides that are asked. Default: both. */
  readonly sides?: readonly LiveSide[] | undefined
}

/**
 * Tests of a live server and a live client: the vectors of sessions, put over HTTP. What a port cannot
 * be asked for directly is put over HTTP as well, as far as it shows; those tests have `@server` or
 * `@client` behind the id of the vector. To a port of a dialect a vector is put in that dialect, and
 * judged in one aspect at a time, which stands behind a `#`.
 */
export function liveTests(port: Port, { spec, sides = ['server', 'client'] }: LiveOptions): Test[] {
  const suite = new LiveSuite(spec, port)
  return sides.flatMap((side) => (side === 'server' ? suite.ofServers() : suite.ofClients()))
}

const readers = new WeakMap<Spec, Reader>()

function readerFor(spec: Spec): Reader {
  const known = readers.get(spec) ?? readerOf(spec.pins, (subject) => subject)
  readers.set(spec, known)
  return known
}

/** One way to put a vector: as a whole, or in one aspect. */
interface Put {
  readonly id: string
  readonly aspect: Aspect
  readonly requirements: readonly string[]
}

const OF_MESSAGES: readonly unknown[] = ['pull.decode', 'push.decode', undefined]

class LiveSuite {
  readonly #spec: Spec
  readonly #port: Port
  readonly #reader: Reader

  constructor(spec: Spec, port: Port) {
    this.#spec = spec
    this.#port = port
    this.#reader = readerFor(spec)
  }

  get #model(): Model {
    return this.#reader.model
  }

  ofServers(): Test[] {
    const { tellsByStatus } = wireOf(this.#port.dialect)
    const plans = serverPlans(this.#spec, this.#reader, (operation) => {
      return this.#port.server !== undefined && this.#isShown(operation)
    })
    const tests = plans.flatMap((plan) =>
      this.#testsOf(plan, 'server', serverAspects(tellsByStatus), (put, port, context) => {
        return this.#respond(plan, put, port, context)
      }),
    )
    return [
      ...tests,
      this.#cut('server', cutPush, 'What came whole before a push breaks off is stored.'),
    ]
  }

  ofClients(): Test[] {
    const plans = clientPlans(this.#spec, this.#reader, (operation) => {
      return this.#port.client !== undefined && this.#isShown(operation)
    })
    const tests = plans.flatMap((plan) =>
      this.#testsOf(plan, 'client', clientAspects, (put, port, context) => {
        return this.#transfer(plan, put, port, context)
      }),
    )
    const about =
      'What came whole before an answer breaks off is kept, and the rest still to be had.'
    return [...tests, this.#cut('client', cutPull, about)]
  }

  /** Messages of the specification are what a dialect does not have. */
  #isShown(operation: string | undefined): boolean {
    const { dialect, subject } = this.#port
    if (dialect !== 'spec' && OF_MESSAGES.includes(operation)) return false
    return operation === undefined || !Object.hasOwn(subject, operation)
  }

  #testsOf(
    { id, layer, requirements, about, isRefused }: Plan<LiveOperation>,
    side: LiveSide,
    aspects: readonly Aspect[],
    run: (put: Put, port: Port, context: TestContext) => Promise<Evidence | Finding>,
  ): Test[] {
    const isSpec = this.#port.dialect === 'spec'
    const chosen = isSpec
      ? [{ aspect: whole, requirements }]
      : aspectsOf(requirements, aspects, isRefused)
    return chosen.map(({ aspect, requirements }) => {
      const put = { id: id + aspect.suffix, aspect, requirements }
      return {
        id: put.id,
        layer,
        profile: 'spec',
        requirements,
        about: isSpec ? about : `${about} Judged: ${aspect.about}.`,
        needs: side,
        run: (port, context) => settled(port, () => run(put, port, context)),
      }
    })
  }

  #cut(needs: LiveSide, run: typeof cutPush, about: string): Test {
    return {
      id: `cut-rounds/${needs === 'server' ? 'push' : 'pull'}`,
      layer: 'round',
      profile: 'spec',
      requirements: ['RND-24'],
      about,
      needs,
      run: (port, context) => settled(port, () => run(port, this.#model, context)),
    }
  }

  async #respond(
    plan: Plan<'respond'>,
    put: Put,
    port: Port,
    context: TestContext,
  ): Promise<Evidence | Finding> {
    const salting = await saltingOf(port, this.#model, put.id, context)
    const placed = await plan.place(salting)
    const why = salting.salt === '' ? undefined : needsOwnStore(placed.vector)
    if (why !== undefined) return { status: 'could-not-run', why: `the server is not new: ${why}` }
    return respond({ ...plan, ...placed, ...put }, port, this.#model, context)
  }

  async #transfer(
    plan: Plan<'pull' | 'push'>,
    put: Put,
    port: Port,
    context: TestContext,
  ): Promise<Evidence | Finding> {
    const placed = await plan.place(unsalted)
    return transfer({ ...plan, ...placed, ...put }, port, this.#model, context)
  }
}
