import { fromHex, type Subject, toBytes, toHex } from '@car-mirror/vectors'
import { carWith, cbor } from '@car-mirror/vectors/by-hand'
import { Refusal } from '../model/refusal.js'
import { attempt } from '../model/subject.js'
import { writtenOf } from '../wire/form.js'
import { decodeGo, goMessage } from '../wire/go-form.js'
import { goParameters } from './go-parameters.js'
import { kept } from './kept.js'

/** The Go port: go-car-mirror at ee0e00b, with the hash function that its Kubo plugin registers. */

/** Of every answer that is not a refusal. */
const ACCEPTED = 202

/** @param base the model with the pins of the profile `go` */
export function goSubject(base: Subject): Subject {
  return {
    ...kept(base, 'xxh3', 'indices', 'insert'),
    parameters: ({ count }) => ({ value: goParameters(count) }),
    'pull.encode': (message) => ({ value: { body: toHex(goMessage(writtenOf(message))) } }),
    'pull.decode': ({ body }) => attempt(() => decodeGo(toBytes(body))),
    'push.encode': (message) => {
      return { value: { status: ACCEPTED, body: toHex(goMessage(writtenOf(message))) } }
    },
    'push.decode': ({ status, body }) => attempt(() => decodeAnswer(status, toBytes(body))),
    'car.encode': ({ blocks }) => {
      const framed = blocks.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: toBytes(bytes) }))
      const roots = cbor.array(...framed.map(({ cid }) => cbor.link(cid)))
      const header = cbor.map(['version', cbor.uint(1)], ['roots', roots])
      return { value: { body: toHex(carWith(header, ...framed)) } }
    },
  }
}

function decodeAnswer(status: number, body: Uint8Array) {
  if (status === ACCEPTED) return decodeGo(body)
  throw new Refusal('refused', `the server answered ${status}`)
}
