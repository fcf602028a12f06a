import { carHeader, concat, hex, varint } from '@car-mirror/vectors/by-hand'
import type { Wire } from '../../wire/wire.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { expectIncomplete, expectRefused } from './expect.js'

/** More than any machine has. */
const HUGE = varint(2 ** 46)
/** The same, as the eight bytes of a CBOR length. */
const HUGE_CBOR = '0000400000000000'

type Body = readonly [string, Uint8Array]

/** A CAR whose header, or first block, is said to have 64 TiB. */
function cars(root: Uint8Array): Body[] {
  const header = carHeader([root])
  return [
    ['a CAR whose header is to have 2^46 bytes', concat(HUGE, header)],
    ['a CAR whose block is to have 2^46 bytes', concat(varint(header.length), header, HUGE, root)],
  ]
}

/** A message whose filter, or list, is said to have 2^46 bytes or items, or which itself is. */
function messages({ profile, form }: Wire, field: string): Body[] {
  const key = Buffer.from(field).toString('hex')
  const maps: Body[] = [
    ['a message whose filter is to have 2^46 bytes', hex(`a1 626262 5b ${HUGE_CBOR}`)],
    ['a message whose list is to have 2^46 items', hex(`a1 62${key} 9b ${HUGE_CBOR}`)],
  ]
  if (profile !== 'go') return maps
  const whole = form.message('pull', { roots: [] })
  return [
    ['a message that is to have 2^46 bytes', concat(HUGE, whole.subarray(1))],
    ...prefixed('a message whose filter is to have 2^46 bytes', `a1 6468617665 5b ${HUGE_CBOR}`),
    ...prefixed('a message whose list is to have 2^46 items', `a1 6477616e74 9b ${HUGE_CBOR}`),
  ]
}

function prefixed(name: string, digits: string): Body[] {
  const map = hex(digits)
  return [[name, concat(varint(map.length), map)]]
}

const server = onServer('adv-6/server/length', {
  requirements: ['SEC-1', 'CAR-13', 'MSG-6', 'HTTP-7', 'HTTP-8'],
  about: 'a length of 2^46 in a CAR or a message is refused, without memory being taken for it',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    await bench.serve(dag.all)
    for (const [name, body] of cars(dag.root.cid)) {
      const what = `a push of ${name}`
      const outgoing = wire.posted('push', dag.root.cid, body)
      expectRefused(bench, await bench.askPush(outgoing, what), what)
    }
    for (const [name, body] of messages(wire, 'rs')) {
      const what = `a pull of ${name}`
      const outgoing = wire.posted('pull', dag.root.cid, body)
      expectRefused(bench, await bench.askPull(outgoing, what), what)
    }
  },
})

const pull = onClient('adv-6/client/car-length', {
  requirements: ['SEC-1', 'CAR-13', 'RND-27'],
  about: 'a pull that is answered with a CAR of a length of 2^46 ends with an error',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    for (const [name, body] of cars(dag.root.cid)) {
      const when = `the server answers a pull with ${name}`
      const answer = wire.answer('pull', wire.form.statuses.pulled, body)
      const task = { roots: [dag.root], store: [], script: () => answer }
      expectIncomplete(bench, await bench.pull(task, when), when)
    }
  },
})

const push = onClient('adv-6/client/message-length', {
  requirements: ['SEC-1', 'MSG-6', 'RND-27'],
  about: 'a push that is answered with a message of a length of 2^46 ends with an error',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    for (const [name, body] of messages(wire, wire.profile === 'rs' ? 'sr' : 'dr')) {
      const when = `the server answers a push with ${name}`
      const answer = wire.answer('push', wire.form.statuses.goOn, body)
      const task = { roots: [dag.root], store: dag.all, script: () => answer }
      expectIncomplete(bench, await bench.push(task, when), when)
    }
  },
})

/** A length that is believed. */
export const adv6: readonly Check[] = [server, pull, push]
