import { setTimeout as sleep } from 'node:timers/promises'
import type { Profile } from '@car-mirror/vectors'
import { Model } from '../model/model.js'
import { loadSpec } from '../spec/load.js'
import {
  type Port,
  type PortBlock,
  PortProblem,
  type RunningServer,
  type ServerPort,
} from '../suite/port.js'
import { exchange } from '../wire/exchange.js'
import { wireOf } from '../wire/wire.js'
import { isTrouble } from './attempts.js'
import { CannotPrepare } from './cannot-prepare.js'
import { holding, load, type Peer } from './content.js'
import { GroupProcess } from './group-process.js'

export interface UrlPortOptions {
  readonly url: string
  readonly dialect: Profile
  /** A line for the shell that starts the server in the foreground. */
  readonly restart?: string | undefined
  /** The server was given its content before, from a file: see `writeFixtures`. Nothing is pushed. */
  readonly fixtures?: boolean | undefined
  /** Milliseconds for one answer, and for the server to start. */
  readonly timeout: number
}

/**
 * A server of which nothing is known but its URL. Content comes to it by pushes, or has come already.
 * @throws PortProblem `absent` if nobody answers there
 */
export async function urlPort(options: UrlPortOptions): Promise<Port> {
  const server = new UrlServer(options)
  await server.start()
  const { restart } = options
  return {
    name: options.url,
    version: '',
    dialect: options.dialect,
    subject: {},
    server,
    close: () => server.end(),
    ...(restart !== undefined && { restart: () => server.restart() }),
  }
}

/** Milliseconds between two looks whether a server is there. */
const LOOK = 50
/** Times the time for one answer that a silent server is given to come back. */
const RECOVERY = 4

class UrlServer implements ServerPort {
  readonly exact = false
  readonly isLoaded: boolean
  readonly #options: UrlPortOptions
  readonly #peer: Peer
  #process: GroupProcess | undefined

  constructor(options: UrlPortOptions) {
    const { url, dialect, timeout } = options
    const model = new Model(loadSpec().pins)
    this.#options = options
    this.isLoaded = options.fixtures ?? false
    const patience = { timeout, signal: new AbortController().signal }
    this.#peer = { url, wire: wireOf(dialect), model, patience }
  }

  async serve(blocks: readonly PortBlock[], fault?: unknown): Promise<RunningServer> {
    if (fault !== undefined) throw new CannotPrepare('a store that fails cannot be had by a URL')
    await this.#wake()
    await (this.isLoaded ? this.#checkHeld(blocks) : this.#load(blocks))
    return {
      url: this.#options.url,
      stored: async () => undefined,
      memory: async () => undefined,
      alive: () => this.#answers(),
    }
  }

  /** @throws PortProblem `absent` */
  async start(): Promise<void> {
    const { restart, url, timeout } = this.#options
    if (restart === undefined) {
      if (await this.#answers()) return
      throw new PortProblem('absent', `nobody answers at ${url}`)
    }
    if (await this.#answers()) {
      throw new PortProblem('absent', `something else answers at ${url}; end it first`)
    }
    const started = new GroupProcess(restart)
    this.#process = started
    for (const end = Date.now() + timeout; Date.now() < end; await sleep(LOOK)) {
      if (started.ended) break
      if (await this.#answers()) return
    }
    const why = started.ended ? `it ended with ${started.ended.code}` : `not within ${timeout} ms`
    await this.end()
    throw new PortProblem(
      'absent',
      `${restart} does not answer at ${url}: ${why}`,
      undefined,
      started.words,
    )
  }

  async restart(): Promise<void> {
    await this.end()
    await this.start()
  }

  async end(): Promise<void> {
    await this.#process?.kill()
    this.#process = undefined
  }

  /**
   * A server that fell silent or ended in the test before is started anew, or given time to come back:
   * what it did there must not be counted against it again.
   */
  async #wake(): Promise<void> {
    const { restart, url, timeout } = this.#options
    if (await this.#answers()) return
    if (restart !== undefined) return this.restart()
    for (const end = Date.now() + RECOVERY * timeout; Date.now() < end; await sleep(LOOK)) {
      if (await this.#answers()) return
    }
    const way = 'with a command to restart it, the run would go on'
    throw new PortProblem('absent', `the server at ${url} does not answer any more; ${way}`)
  }

  /** Whether anything at all comes back. */
  async #answers(): Promise<boolean> {
    try {
      const look = { method: 'GET', path: '/', type: null, body: new Uint8Array(0) }
      await exchange(this.#options.url, look, this.#peer.patience)
      return true
    } catch {
      return false
    }
  }

  async #load(blocks: readonly PortBlock[]): Promise<void> {
    const why = await this.#asked(() => load(this.#peer, blocks))
    if (why === undefined) return
    const words = `the server did not take the ${blocks.length} blocks that the test needs: ${why}`
    throw new CannotPrepare(words)
  }

  async #checkHeld(blocks: readonly PortBlock[]): Promise<void> {
    const cids = blocks.map(({ cid }) => cid)
    const found = await this.#asked(() => holding(this.#peer, cids))
    const held = new Set(found?.map(({ cid }) => cid))
    if (cids.every((cid) => held.has(cid))) return
    throw new CannotPrepare(
      'the server lacks blocks that the test needs: load the fixtures of this seed, which serve for one run, and have no damaged blocks',
    )
  }

  /** A server that falls silent or dies over good content leaves the test undone. */
  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (cause) {
      if (isTrouble(cause)) {
        throw new CannotPrepare(`the server did not take what the test needs: ${cause.message}`)
      }
      throw cause
    }
  }
}
