import { CarEncoder, CarFramer } from '@car-mirror/car-io'
import { specDialect } from '@car-mirror/http-transport'
import { fromHex, type Hex, toHex } from '@car-mirror/vectors'
import type { Handlers } from '../answer-lines.js'
import { blocksOf, cidsOf, hexOf, messageHex, statusOf } from './convert.js'
import { attempt, refused } from './refusals.js'

const { encodePull, decodePull, encodePush, decodePush } = specDialect

/** Messages and CARs as bytes. */
export const formatHandlers = {
  'pull.encode': (message) => attempt(() => ({ body: toHex(encodePull(statusOf(message))) })),

  'pull.decode': ({ body }) => attempt(() => messageHex(decodePull(fromHex(body)))),

  'push.encode': (message) =>
    attempt(() => {
      const { code, body } = encodePush(statusOf(message))
      return { status: code, body: toHex(body) }
    }),

  'push.decode': ({ status, body }) => attempt(() => messageHex(decodePush(status, fromHex(body)))),

  'car.encode': ({ roots, blocks }) =>
    attempt(() => {
      const encoder = new CarEncoder()
      const chunks = [
        ...encoder.header(cidsOf(roots)),
        ...encoder.frames(blocksOf(blocks)),
        ...encoder.flush(),
      ]
      return { body: toHex(Buffer.concat(chunks)) }
    }),

  // The body arrives in pieces. Of a bad one, what came before the fault is told too.
  'car.decode': ({ body, cuts }) => {
    const framer = new CarFramer()
    const blocks: { cid: Hex; bytes: Hex }[] = []
    const seen = () => ({ roots: hexOf(framer.roots ?? []), blocks })
    try {
      for (const piece of pieces(fromHex(body), cuts)) {
        for (const { cid, bytes } of framer.push(piece)) {
          blocks.push({ cid: toHex(cid), bytes: toHex(bytes) })
        }
      }
      framer.end()
    } catch (error) {
      return { ...refused(error), value: seen() }
    }
    return { value: seen() }
  },
} satisfies Handlers

function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts, bytes.length]
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end))
}
