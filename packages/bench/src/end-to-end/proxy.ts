import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Link } from './link.js'
import type { Network } from './network.js'

/** A way to a server on which bytes take their time. */
export interface NetworkProxy {
  readonly url: string
  close(): Promise<void>
}

/** So that bytes trickle as on a wire and do not come in lumps. */
const PIECE = 16 * 1024
/** Bytes that may wait beyond what the wire itself holds: the buffers of the machines on the way. */
const BUFFER = 256 * 1024

/**
 * A TCP proxy to a server of this machine. Connections share the rate, as they would share a line. What
 * TCP itself does on a long way (slow start, loss) is not simulated, but for the round trip that opens a
 * connection.
 */
export async function openProxy(url: string, network: Network): Promise<NetworkProxy> {
  const { hostname, port } = new URL(url)
  const [up, down] = [new Link(network), new Link(network)]
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => {})
    }
    const opened = performance.now() + network.roundTrip
    carry(near, far, up, network, opened)
    carry(far, near, down, network, opened)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** @param opened when the connection is made as the client sees it */
function carry(from: Socket, to: Socket, link: Link, network: Network, opened: number): void {
  const room = BUFFER + (network.rate / 8000) * network.roundTrip
  const flow = () => {
    if (queue.waiting + to.writableLength < room) from.resume()
    else from.pause()
  }
  const queue = new DelayQueue(to, flow)
  to.on('drain', flow)
  from.on('data', (chunk: Buffer) => {
    const now = Math.max(performance.now(), opened)
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE)
      queue.push(piece, link.arrival(now, piece.length))
    }
    flow()
  })
  from.on('end', () => queue.end(link.arrival(Math.max(performance.now(), opened), 0)))
  from.on('close', () => {
    if (!from.readableEnded) to.destroy()
  })
}

/** Bytes that are handed on when their time has come, in the order in which they came. */
export class DelayQueue {
  readonly #to: Pick<Socket, 'write' | 'end'>
  readonly #told: () => void
  readonly #pieces: (readonly [due: number, piece: Buffer | undefined])[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Bytes whose time has not come. */
  waiting = 0

  /** @param told whenever some have gone */
  constructor(to: Pick<Socket, 'write' | 'end'>, told: () => void) {
    this.#to = to
    this.#told = told
  }

  push(piece: Buffer, due: number): void {
    this.waiting += piece.length
    this.#add(piece, due)
  }

  end(due: number): void {
    this.#add(undefined, due)
  }

  #add(piece: Buffer | undefined, due: number): void {
    this.#pieces.push([due, piece])
    if (this.#timer === undefined) this.#wait()
  }

  #wait(): void {
    const [first] = this.#pieces
    if (first === undefined) return
    this.#timer = setTimeout(() => this.#release(), Math.max(0, first[0] - performance.now()))
  }

  #release(): void {
    const now = performance.now()
    let count = this.#pieces.findIndex(([due]) => due > now)
    if (count < 0) count = this.#pieces.length
    for (const [, piece] of this.#pieces.splice(0, count)) {
      if (piece === undefined) this.#to.end()
      else {
        this.#to.write(piece)
        this.waiting -= piece.length
      }
    }
    this.#timer = undefined
    this.#told()
    this.#wait()
  }
}
