import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Handler } from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { CliError } from './errors.js'

/** A peer that neither sends nor takes anything for so long, while we wait for it, is dropped. */
const IDLE_MS = 120_000

/** A request and its response. `ended`: the handler is through with both. */
interface Exchange {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly ended: Promise<void>
}

/** A handler on a socket of its own. */
export class HttpServer {
  readonly #server: Server
  readonly #exchanges = new Set<Exchange>()

  /** @param idle milliseconds of silence after which a connection is dropped */
  constructor(handler: Handler, idle = IDLE_MS) {
    const answer = nodeListener(handler)
    // A round may take hours, so its length has no limit; silence has one.
    this.#server = createServer({ requestTimeout: 0 }, (incoming, outgoing) => {
      const ended = answer(incoming, outgoing).then(() => this.#end(exchange))
      const exchange: Exchange = { incoming, outgoing, ended }
      this.#exchanges.add(exchange)
      incoming.on('resume', () => {
        // As long as we did not read on, the silence was not the peer's. After our answer Node reads
        // on, and waits less.
        if (!outgoing.writableEnded) incoming.socket.setTimeout(idle)
      })
    })
    this.#server.setTimeout(idle, (socket) => {
      if (!this.#isOurTurn(socket)) socket.destroy()
    })
  }

  /**
   * Resolves to the URL once connections are accepted.
   * @param port 0: any that is free
   * @throws CliError ERR_LISTEN
   */
  async listen(host: string, port: number): Promise<string> {
    try {
      this.#server.listen(port, host)
      await once(this.#server, 'listening')
    } catch (cause) {
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
      throw new CliError('ERR_LISTEN', `cannot listen on ${host}:${port}: ${reason}`, { cause })
    }
    const address = this.#server.address() as AddressInfo
    const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
    return `http://${name}:${address.port}`
  }

  /** Accepts nothing new, and resolves when the last running exchange has ended. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    // This closes the idle connections too.
    this.#server.close()
    await closed
    await Promise.all(Array.from(this.#exchanges, ({ ended }) => ended))
  }

  #end(exchange: Exchange): void {
    const { socket } = exchange.incoming
    this.#exchanges.delete(exchange)
    // The connection would be kept alive, and us with it, for a request that we would not take.
    if (!this.#server.listening && !this.#oldestOn(socket)) socket.end()
  }

  /** Whether the peer is silent because it waits for us: a body that nobody reads is held up by us. */
  #isOurTurn(socket: Socket): boolean {
    const exchange = this.#oldestOn(socket)
    if (!exchange) return false
    const { incoming, outgoing } = exchange
    return (incoming.complete || !incoming.readableFlowing) && !outgoing.writableNeedDrain
  }

  /** A peer may ask several things at once on one connection; they are answered in turn. */
  #oldestOn(socket: Socket): Exchange | undefined {
    for (const exchange of this.#exchanges) if (exchange.incoming.socket === socket) return exchange
    return undefined
  }
}
