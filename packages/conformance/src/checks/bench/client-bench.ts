import type { Hex } from '@car-mirror/vectors'
import { type Framed, raw } from '@car-mirror/vectors/by-hand'
import {
  type ClientPort,
  type Fault,
  type Job,
  type JobEnd,
  type Port,
  PortProblem,
} from '../../suite/port.js'
import type { TestContext } from '../../suite/test.js'
import type { Direction } from '../../wire/form.js'
import type { Outgoing } from '../../wire/reply.js'
import {
  REFUSAL,
  type Script,
  type ScriptedServer,
  scriptedServer,
} from '../../wire/scripted-server.js'
import { type Wire, wireOf } from '../../wire/wire.js'
import { forgedOf, hexOf, listOf, toPort } from './blocks.js'
import { Evidence } from './evidence.js'

/** Requests of one transfer, unless a check says otherwise. */
const ROUNDS = 64

/** One transfer that the client is put to. */
export interface Task {
  readonly roots: readonly Framed[]
  /** What the client has. */
  readonly store: readonly Framed[]
  readonly script: Script
  /** Requests that it may take; what goes beyond is refused, and counts as a loop. */
  readonly rounds?: number | undefined
  /** How many times longer it may take, as there is much to send. */
  readonly patience?: number | undefined
  readonly diff?: string | undefined
  readonly fault?: Fault | undefined
  /** How the first round of a push is to be, if the port has a choice. */
  readonly coldCall?: 'one' | 'all' | undefined
}

/** What came of a transfer. */
export interface Ran {
  readonly end: JobEnd
  /** Requests that were made at routes of the dialect. */
  readonly seen: readonly Outgoing[]
}

/** A client of the port before a server of ours. */
export class ClientBench {
  readonly wire: Wire
  readonly evidence = new Evidence()
  /** Makes the blocks of this check differ from those of any other. */
  readonly salt: string
  readonly context: TestContext
  readonly #port: Port
  readonly #client: ClientPort
  #lost = false

  constructor(port: Port, client: ClientPort, context: TestContext, id: string) {
    this.wire = wireOf(port.dialect)
    this.salt = `${id} ${context.seed}`
    this.context = context
    this.#port = port
    this.#client = client
  }

  pull(task: Task, what: string): Promise<Ran | undefined> {
    return this.#run('pull', task, what)
  }

  /** A port that always sends all it has in the first round is let do so. */
  async push(task: Task, what: string): Promise<Ran | undefined> {
    if (task.coldCall === undefined) return this.#run('push', task, what)
    try {
      return await this.#run('push', task, what)
    } catch (cause) {
      if (!isUnsupported(cause)) throw cause
      return this.#run('push', { ...task, coldCall: undefined }, what)
    }
  }

  /**
   * What must hold after any server: the client completes a plain transfer. One that ends by itself
   * a moment after it has answered shows here.
   */
  async settle(): Promise<void> {
    const ran = await this.#plain().catch((cause) => {
      if (!isUnsupported(cause)) throw cause
      return this.#plain('push')
    })
    if (ran && !ran.end.complete) {
      this.evidence.problem('The client does not complete a plain transfer of one block any more.')
    }
    await this.recover()
  }

  /** A transfer with a server that does what it should. */
  #plain(direction: Direction = 'pull'): Promise<Ran | undefined> {
    const healthy = raw(`healthy ${this.salt}`)
    const roots = [healthy]
    if (direction === 'push') {
      const script = () => this.wire.wants({ roots: [] })
      const when = 'the next server, after all this, takes the one block that is sent'
      return this.push({ roots, store: roots, script }, when)
    }
    const script = () => this.wire.gives([hexOf(healthy)], roots)
    const when = 'the next server, after all this, sends the one block that is asked for'
    return this.pull({ roots, store: [], script }, when)
  }

  /** The port is started anew if it was lost. Whether it was. */
  async recover(): Promise<boolean> {
    if (this.#lost) await this.#port.restart?.()
    return this.#lost
  }

  /**
   * Runs one transfer. That it ends by itself, in bounds of time and rounds, and has stored nothing
   * unverified, is looked at here; undefined if it did not end.
   * @param what the server does, to follow "when"
   */
  async #run(direction: Direction, task: Task, what: string): Promise<Ran | undefined> {
    this.context.signal.throwIfAborted()
    if (this.#lost) return undefined
    const most = task.rounds ?? ROUNDS
    const server = await scriptedServer(this.#atRoutes(task.script), most)
    const started = performance.now()
    let end: JobEnd | undefined
    try {
      end = await this.#client[direction](this.#job(server.url, task))
    } catch (cause) {
      this.#lostBy(cause, server, task, what)
    } finally {
      await server.close()
      this.#show(server)
    }
    if (end === undefined) return undefined
    if (gaveUp(end, performance.now() - started, this.#timeout(task))) {
      this.#wedged(server, task, what)
      return undefined
    }
    if (server.count > most) {
      this.evidence.problem(
        `The client goes on without end when ${what}: after ${most} requests it made another.`,
      )
    }
    for (const fault of server.faults.slice(0, 3)) {
      this.evidence.problem(`What the client sends cannot be read when ${what}: ${fault}.`)
    }
    this.#expectVerified(end, task, what)
    const seen = server.exchanges.map(({ request }) => request)
    return { end, seen: seen.filter(({ path }) => this.wire.route(path) !== undefined) }
  }

  /** A script for what comes at routes of the dialect alone. */
  #atRoutes(script: Script): Script {
    return (request, count) => {
      return this.wire.route(request.path) === undefined ? REFUSAL : script(request, count)
    }
  }

  #timeout({ patience = 1 }: Task): number {
    return patience * this.context.timeout
  }

  #job(url: string, task: Task) {
    const { roots, store, diff, fault, coldCall } = task
    const job: Job = {
      url,
      roots: roots.map(hexOf),
      store: toPort(store),
      timeout: this.#timeout(task),
      ...(diff !== undefined && { diff }),
      ...(fault !== undefined && { fault }),
    }
    return coldCall === undefined ? job : { ...job, coldCall }
  }

  /** @throws PortProblem that is not the client's doing here */
  #lostBy(cause: unknown, server: ScriptedServer, task: Task, what: string): void {
    if (!(cause instanceof PortProblem)) throw cause
    if (cause.kind === 'no-answer') this.#wedged(server, task, what)
    else if (cause.kind === 'died') {
      this.#lost = true
      this.evidence.problem(`The client has crashed when ${what}: ${cause.message}.`)
    } else throw cause
  }

  #wedged({ count }: ScriptedServer, task: Task, what: string): void {
    this.#lost = true
    const seconds = this.#timeout(task) / 1000
    const requests = count === 1 ? '1 request' : `${count} requests`
    this.evidence.problem(
      `The client does not end by itself when ${what}: ${requests} in ${seconds} s, and no end.`,
    )
  }

  /** @see RND-17 */
  #expectVerified({ stored }: JobEnd, { store }: Task, what: string): void {
    const before = new Set(store.map(hexOf))
    const forged = forgedOf(stored ?? []).filter(({ cid }) => !before.has(cid))
    if (forged.length === 0) return
    const cids = listOf(forged.map(({ cid }): Hex => cid))
    this.evidence.problem(
      `The client stored bytes that do not hash to their CID when ${what}: ${cids}.`,
    )
  }

  #show({ exchanges }: ScriptedServer): void {
    for (const [i, { request, given }] of exchanges.entries()) {
      const { method, path, body } = request
      this.evidence.body(`request ${i + 1}: ${method} ${path}`, body)
      if (given) this.evidence.body(`answer ${i + 1}: ${given.status}`, given.body)
    }
  }
}

function isUnsupported(cause: unknown): boolean {
  return cause instanceof PortProblem && cause.kind === 'unsupported'
}

/** An adapter that had to abandon its client says so in the end. */
function gaveUp({ error, detail }: JobEnd, milliseconds: number, timeout: number): boolean {
  if (error === undefined) return false
  return milliseconds >= timeout || /^gave up after /.test(detail ?? '')
}
