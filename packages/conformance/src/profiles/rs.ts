import { fromHex, type Subject, toBytes, toHex } from '@car-mirror/vectors'
import { car } from '@car-mirror/vectors/by-hand'
import { Refusal } from '../model/refusal.js'
import { attempt } from '../model/subject.js'
import { writtenOf } from '../wire/form.js'
import { decodeRs, rsMessage } from '../wire/rs-form.js'
import { kept } from './kept.js'

/** The Rust port: crates car-mirror 0.1.0, car-mirror-axum 0.1.0 and car-mirror-reqwest 0.1.0. */

/** @param base the model with the pins of the profile `rs` */
export function rsSubject(base: Subject): Subject {
  return {
    ...kept(base, 'xxh3', 'indices', 'parameters', 'insert'),
    'pull.encode': (message) => {
      return { value: { body: toHex(rsMessage('pull', writtenOf(message))) } }
    },
    'pull.decode': ({ body }) => attempt(() => decodeRs('pull', toBytes(body))),
    'push.encode': (message) => {
      const status = message.roots.length === 0 ? 200 : 202
      return { value: { status, body: toHex(rsMessage('push', writtenOf(message))) } }
    },
    'push.decode': ({ status, body }) => attempt(() => decodeAnswer(status, toBytes(body))),
    'car.encode': ({ blocks }) => {
      const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: toBytes(bytes) }))
      const [first] = framed
      return { value: { body: first === undefined ? '' : toHex(car([first.cid], ...framed)) } }
    },
  }
}

/** The client takes the one status for the end unread, and the other one unchecked. */
function decodeAnswer(status: number, body: Uint8Array) {
  if (status === 200) return { roots: [], filter: { bytes: '', hashes: 3 } }
  if (status === 202) return decodeRs('push', body)
  throw new Refusal('refused', `the server answered ${status}`)
}
