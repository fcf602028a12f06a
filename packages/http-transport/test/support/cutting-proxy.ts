import { connect, createServer, type Socket } from 'node:net'
import { listen } from './serve.js'

/** After so many bytes in one direction, counted per connection, something breaks. */
export interface Cut {
  readonly direction: 'up' | 'down'
  readonly after: number
  /** `end` closes, `reset` breaks off, `kill` takes the server down as well, and up again. */
  readonly how: 'end' | 'reset' | 'kill'
}

export interface CuttingProxy {
  readonly url: string
  /** Cuts that have been made. */
  made(): number
}

/**
 * A TCP proxy before a server on `port`. Each connection takes the next of `cuts`; those after the
 * last are left alone.
 */
export async function cuttingProxy(
  port: number,
  cuts: readonly Cut[],
  kill: () => Promise<void>,
): Promise<CuttingProxy> {
  const pending = [...cuts]
  let made = 0
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    const cut = pending.shift()
    relay(near, far, 'up')
    relay(far, near, 'down')

    function relay(from: Socket, to: Socket, direction: Cut['direction']): void {
      let left = cut?.direction === direction ? cut.after : Number.POSITIVE_INFINITY
      from.on('error', () => to.destroy())
      from.on('end', () => to.end())
      from.on('close', () => to.destroy())
      from.on('data', (chunk: Buffer) => {
        if (chunk.length < left) {
          left -= chunk.length
          if (!to.write(chunk)) from.pause()
          return
        }
        from.pause()
        made++
        to.write(chunk.subarray(0, left), () => breakOff())
        left = Number.POSITIVE_INFINITY
      })
      to.on('drain', () => from.resume())
    }

    function breakOff(): void {
      if (cut?.how === 'kill') kill()
      for (const socket of [near, far]) {
        if (cut?.how === 'reset') socket.resetAndDestroy()
        else socket.destroy()
      }
    }
  })
  const { url } = await listen(server)
  return { url, made: () => made }
}
