import { createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { push } from '../src/push.js'
import { node, raw } from './support/blocks.js'
import { clientOf } from './support/clients.js'
import { message } from './support/message.js'
import { listen } from './support/serve.js'
import { storeOf } from './support/stores.js'

const leaves = Array.from({ length: 80 }, (_, i) => raw(new Uint8Array(256 * 1024).fill(i)))
const root = node('root', ...leaves)
const roots = [root.cid]
const store = storeOf(root, ...leaves)
const coldCall = Number.POSITIVE_INFINITY

const DONE = message('dr', [])
const ANSWER = Buffer.concat([
  Buffer.from(`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${DONE.length}\r\n\r\n`),
  DONE,
])

/** A server that answers when so much of the body has come, and what it does to the connection then. */
async function early(then: (socket: Socket) => void) {
  return listen(
    createServer({ allowHalfOpen: true }, (socket) => {
      let left = 300_000
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        const before = left
        left -= chunk.length
        if (before <= 0 || left > 0) return
        socket.write(ANSWER)
        then(socket)
      })
    }),
  )
}

describe.each(['http', 'nodeFetch'] as const)('an early answer by %s', (client) => {
  it.each([
    ['reads on', () => {}],
    ['ends the connection', (socket: Socket) => socket.end()],
    ['reads no more', (socket: Socket) => socket.pause()],
    ['closes', (socket: Socket) => socket.destroy()],
    ['breaks off', (socket: Socket) => void setTimeout(() => socket.resetAndDestroy(), 20)],
  ])('is taken from a server that then %s', async (_, then) => {
    const { url } = await early(then)
    const outcome = await push({ url, fetch: clientOf(client), roots, store, coldCall, retries: 0 })
    expect(outcome).toMatchObject({ complete: true, rounds: 1 })
    // The body ends there.
    expect(outcome.blocks.sent).toBeLessThan(leaves.length)
  })
})
