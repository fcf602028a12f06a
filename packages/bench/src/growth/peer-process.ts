import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { StoreSpec } from './stores.js'

export type Direction = 'pull' | 'push'

interface TransferAsk {
  readonly direction: Direction
  /** As `open` has numbered it. */
  readonly store: number
  readonly url: string
  readonly root: string
}

export interface TransferReply {
  readonly ms: number
  readonly complete: boolean
  readonly rounds: number
  readonly blocks: number
}

/** What a peer can be asked, and what it replies. */
export interface Calls {
  /** A number for the store. */
  open: { ask: StoreSpec; reply: number }
  /** The URL of a server for the store with that number. */
  serve: { ask: number; reply: string }
  transfer: { ask: TransferAsk; reply: TransferReply }
  /** Collects garbage. */
  settle: { ask: null; reply: null }
  /** Closes all stores. */
  close: { ask: null; reply: null }
}

export interface Ask {
  readonly id: number
  readonly call: keyof Calls
  readonly ask: unknown
}

export interface Reply {
  readonly id: number
  value?: unknown
  error?: string
}

/** One side of a transfer, in a process of its own. */
export class PeerProcess {
  readonly #child: ChildProcess
  #id = 0

  constructor() {
    // Built, also where this file is run as it is written.
    const script = fileURLToPath(new URL('../../dist/growth/peer.js', import.meta.url))
    this.#child = fork(script, [], { execArgv: ['--expose-gc'] })
  }

  get pid(): number {
    return this.#child.pid!
  }

  /** @throws Error when the peer fails, or ends before it has replied */
  call<Name extends keyof Calls>(
    name: Name,
    ask: Calls[Name]['ask'],
  ): Promise<Calls[Name]['reply']> {
    const id = this.#id++
    return new Promise((resolve, reject) => {
      const ended = () => done(new Error(`the peer ended during ${name}`))
      const heard = (reply: Reply) => {
        if (reply.id !== id) return
        done(reply.error === undefined ? undefined : new Error(reply.error), reply.value)
      }
      const done = (error: Error | undefined, value?: unknown) => {
        this.#child.off('message', heard).off('exit', ended)
        if (error) reject(error)
        else resolve(value as Calls[Name]['reply'])
      }
      this.#child.on('message', heard).on('exit', ended)
      this.#child.send({ id, call: name, ask } satisfies Ask)
    })
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }
}
