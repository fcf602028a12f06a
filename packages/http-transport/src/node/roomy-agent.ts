import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import type { Duplex } from 'node:stream'

/** Connections are kept for less time than servers of Node keep them, which is 5 s. Milliseconds. */
const IDLE = { keepAlive: true, timeout: 4000 }

/**
 * What all connections are read into. A socket left to itself allocates 64 KiB for each read; the HTTP
 * parser copies what it hands on in any case, and before the next read. So there is one such place, and
 * chunks are large enough for most blocks to lie whole in one.
 */
const room = Buffer.allocUnsafeSlow(1024 * 1024)

type OnData = (size: number) => boolean

/** Keeps connections, and reads much at once. */
class RoomyAgent extends Agent {
  override createConnection(...[options, callback]: Parameters<Agent['createConnection']>) {
    return emitting((onread) =>
      super.createConnection(Object.assign({}, options, { onread }), callback),
    )
  }
}

/** The same over TLS. */
class RoomySecureAgent extends SecureAgent {
  override createConnection(...[options, callback]: Parameters<SecureAgent['createConnection']>) {
    return emitting((onread) =>
      super.createConnection(Object.assign({}, options, { onread }), callback),
    )
  }
}

/** A socket with a buffer of its own emits no data, which is all that the HTTP client listens to. */
function emitting<S extends Duplex | null | undefined>(
  connect: (onread: { buffer: Buffer; callback: OnData }) => S,
): S {
  const socket = connect({ buffer: room, callback })
  function callback(size: number): boolean {
    socket?.emit('data', room.subarray(0, size))
    return true
  }
  return socket
}

export const agent = new RoomyAgent(IDLE)
export const secureAgent = new RoomySecureAgent(IDLE)
