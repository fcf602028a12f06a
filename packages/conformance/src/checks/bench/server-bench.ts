import { type Hex, toHex } from '@car-mirror/vectors'
import { type Framed, raw } from '@car-mirror/vectors/by-hand'
import type { Salting } from '../../author/dags/salt.js'
import { CannotPrepare } from '../../live/cannot-prepare.js'
import { saltingOf } from '../../live/salting.js'
import { Model } from '../../model/model.js'
import {
  type Fault,
  type Port,
  PortProblem,
  type RunningServer,
  type ServerPort,
  type Stored,
} from '../../suite/port.js'
import type { TestContext } from '../../suite/test.js'
import { exchange } from '../../wire/exchange.js'
import type { Written } from '../../wire/form.js'
import { pinsIn } from '../../wire/pins.js'
import {
  type Answered,
  type Outgoing,
  type Pulled,
  type Reply,
  replyOf,
  type Told,
  whyOf,
  wordsOf,
} from '../../wire/reply.js'
import { type Wire, wireOf } from '../../wire/wire.js'
import { forgedOf, hexOf, listOf, toPort } from './blocks.js'
import { Enough, Evidence } from './evidence.js'

/** Bytes that a server's memory may grow by while it looks at one hostile request. */
const GROWTH = 256 * 1024 * 1024
/** How many times longer an answer about a large DAG may take. */
export const LARGE = 2
/** Milliseconds after which a server is asked again whether it is there. */
const PAUSE = 200

const model = new Model(pinsIn('spec'))

/** A server of the port, and what a check asks of it. */
export class ServerBench {
  readonly wire: Wire
  readonly evidence = new Evidence()
  /** Makes the blocks of this check differ from those of any other. */
  readonly salt: string
  readonly context: TestContext
  /** A block that every server has besides, to see whether it still gives it. */
  readonly healthy: Framed
  readonly #port: Port
  readonly #servers: ServerPort
  #running: RunningServer | undefined
  #before: number | undefined
  #large = false
  #faulty = false
  #lost = false
  #answered = 0

  /** @param check its id, and what tells this run of it from others */
  constructor(
    port: Port,
    servers: ServerPort,
    context: TestContext,
    { id, salting }: { readonly id: string; readonly salting: Salting },
  ) {
    this.wire = wireOf(port.dialect)
    this.salt = `${id} ${context.seed}${salting.salt}`
    this.context = context
    this.#port = port
    this.#servers = servers
    this.healthy = raw(`healthy ${this.salt}`)
  }

  /** @throws PortProblem */
  static async open(
    port: Port,
    servers: ServerPort,
    context: TestContext,
    id: string,
  ): Promise<ServerBench> {
    // A server that keeps what it was given is told apart from itself in an earlier run.
    const salting = await saltingOf(port, model, id, context)
    return new ServerBench(port, servers, context, { id, salting })
  }

  /** Bytes of the last answer. */
  get answered(): number {
    return this.#answered
  }

  /** Whether a server holds exactly what it was given. */
  get exact(): boolean {
    return this.#servers.exact
  }

  /** A server with these blocks, and one more. @throws PortProblem */
  async serve(blocks: readonly Framed[], fault?: Fault): Promise<void> {
    this.#faulty = fault?.get !== undefined
    this.#running = await this.#servers.serve(toPort([...blocks, this.healthy]), fault)
    this.#before = await this.#running.memory()
  }

  /**
   * A server with a large DAG, the root first. Where one keeps what it was given, the DAG comes by
   * a push as any other.
   * @throws PortProblem, Enough
   */
  async serveLarge(blocks: readonly Framed[]): Promise<void> {
    this.#large = true
    if (this.exact) return this.serve(blocks)
    await this.serve([])
    const reply = await this.push(blocks[0]!, blocks, 'a push of what is to be pulled')
    if (reply.kind === 'ok' && reply.value.complete) return
    const why = `what is so large comes by a push, which the server does not take: ${wordsOf(reply)}`
    throw new CannotPrepare(why)
  }

  /** What is asked is so much that it takes longer, and that memory says nothing. */
  large(): void {
    this.#large = true
  }

  /**
   * Sends a request.
   * @param what it is, to follow "an answer to" in a sentence
   * @throws Enough if nothing came in time, or nobody is there any more
   */
  async ask(outgoing: Outgoing, what: string): Promise<Answered | PortProblem> {
    const { method, path, body } = outgoing
    this.evidence.body(`request: ${method} ${path} (${what})`, body)
    const got = await this.#send(outgoing)
    this.#answered = got instanceof PortProblem ? 0 : got.body.length
    if (!(got instanceof PortProblem)) {
      this.evidence.body(`answer: ${got.status}`, got.body)
    } else if (got.kind === 'no-answer') {
      this.#lost = true
      const seconds = this.#timeout / 1000
      this.evidence.end(`The server is wedged: no answer to ${what} within ${seconds} s.`)
    } else if (!(await this.#isThere(got))) {
      this.#lost = true
      this.evidence.end(`The server has crashed on ${what}: ${whyOf(got)}.`)
    }
    return got
  }

  /** A pull. @param top the DAG root, for the dialect that has it in the path */
  pull(top: Framed, written: Written, what: string): Promise<Reply<Pulled>> {
    return this.askPull(this.wire.pull(top.cid, written), what)
  }

  async askPull(outgoing: Outgoing, what: string): Promise<Reply<Pulled>> {
    return replyOf(await this.ask(outgoing, what), (answer) => this.wire.pulled(answer))
  }

  /** A push of blocks below one DAG root. */
  push(root: Framed, blocks: readonly Framed[], what: string): Promise<Reply<Told>> {
    return this.askPush(this.wire.push([root.cid], blocks), what)
  }

  async askPush(outgoing: Outgoing, what: string): Promise<Reply<Told>> {
    return replyOf(await this.ask(outgoing, what), (answer) => this.wire.told(answer))
  }

  /** What the server holds, where that can be known. @throws PortProblem */
  async stored(): Promise<readonly Stored[] | undefined> {
    return this.#running?.stored()
  }

  /**
   * Whether the server holds a block; where nobody can tell, whether it gives it away.
   * @throws PortProblem, Enough
   */
  async holds(block: Framed): Promise<boolean> {
    const stored = await this.stored()
    if (stored) return stored.some(({ cid }) => cid === hexOf(block))
    const reply = await this.pull(block, { roots: [block.cid] }, 'a pull of one block by name')
    return reply.kind === 'ok' && reply.value.blocks.some(({ cid }) => toHex(cid) === hexOf(block))
  }

  /** Nothing that was not hashed may have reached the store. @see RND-17 */
  async expectVerified(): Promise<void> {
    const forged = forgedOf((await this.stored()) ?? [])
    if (forged.length > 0) {
      const cids = listOf(forged.map(({ cid }): Hex => cid))
      this.evidence.problem(`The server stored bytes that do not hash to their CID: ${cids}.`)
    }
  }

  /** What must hold after any request: it has not grown much, and answers a plain one in time. */
  async settle(): Promise<void> {
    if (this.#running && !this.#lost) await this.#expectHealthy()
    await this.recover()
  }

  /** The port is started anew if it was lost. Whether it was. */
  async recover(): Promise<boolean> {
    if (this.#lost) await this.#port.restart?.()
    return this.#lost
  }

  async #expectHealthy(): Promise<void> {
    try {
      await this.#expectSmall()
      if (this.#faulty) return
      const what = 'a plain pull of one block, after all this'
      const reply = await this.pull(this.healthy, { roots: [this.healthy.cid] }, what)
      if (reply.kind !== 'ok' || reply.value.blocks.length !== 1) {
        this.evidence.problem('The server does not answer a plain pull of one block any more.')
      }
    } catch (cause) {
      if (!(cause instanceof Enough)) throw cause
    }
  }

  async #expectSmall(): Promise<void> {
    if (this.#large) return
    const after = await this.#running!.memory()
    if (after === undefined || this.#before === undefined) return
    const grown = after - this.#before
    if (grown <= GROWTH) return
    const mib = Math.round(grown / 1024 / 1024)
    this.evidence.problem(`The server's memory has grown by ${mib} MiB.`)
  }

  get #timeout(): number {
    return this.#large ? LARGE * this.context.timeout : this.context.timeout
  }

  async #send(outgoing: Outgoing): Promise<Answered | PortProblem> {
    const patience = { timeout: this.#timeout, signal: this.context.signal }
    try {
      return await exchange(this.#running!.url, outgoing, patience)
    } catch (cause) {
      if (cause instanceof PortProblem) return cause
      throw cause
    }
  }

  /** Whether there is a server behind a connection that broke. */
  async #isThere({ kind }: PortProblem): Promise<boolean> {
    // The end of a process shows on its connections before it shows on the process.
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    if (!(await this.#running!.alive())) return false
    if (kind !== 'absent') return true
    const again = await this.#send(this.wire.pull(this.healthy.cid, { roots: [] }))
    return !(again instanceof PortProblem && again.kind === 'absent')
  }
}
