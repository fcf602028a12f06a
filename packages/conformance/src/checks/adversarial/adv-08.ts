import { cidOf, type Framed, node, RAW, raw, SHA2_256, sha256 } from '@car-mirror/vectors/by-hand'
import { forged, text } from '../../author/dags/make.js'
import { type Check, onClient, onServer } from '../check.js'
import { askedIn } from '../reference/scripts.js'
import { expectIncomplete, expectNotStored, expectRefused } from './expect.js'

/** For private use, so nobody knows it. */
const NOBODYS_HASH = 0x300001

/** Blocks that prove nothing, each with a name. */
function unproven(salt: string): readonly (readonly [string, Framed])[] {
  const bytes = text(`content ${salt}`)
  const digest = sha256(bytes)
  return [
    ['a block whose bytes do not hash to its CID', forged(raw(`good ${salt}`), { bytes })],
    [
      'a block whose digest is cut short',
      { cid: cidOf(RAW, SHA2_256, digest.subarray(0, 20)), bytes },
    ],
    ['a block of an unknown hash function', { cid: cidOf(RAW, NOBODYS_HASH, digest), bytes }],
  ]
}

const server = onServer('adv-8/server/unproven-block', {
  requirements: ['RND-17', 'RND-18', 'HTTP-7'],
  about: 'a push of a block that its CID does not prove is refused, and the block is not stored',
  async run(bench) {
    await bench.serve([])
    for (const [name, bad] of unproven(bench.salt)) {
      const root = node(`above ${name} ${bench.salt}`, bad)
      const what = `a push of ${name}`
      expectRefused(bench, await bench.push(root, [root, bad], what), what)
      if (await bench.holds(bad)) bench.evidence.problem(`The server has stored ${name}.`)
    }
    await bench.expectVerified()
  },
})

const client = onClient('adv-8/client/unproven-block', {
  requirements: ['RND-17', 'RND-18', 'RND-27'],
  about:
    'a pull that brings a block that its CID does not prove ends with an error, and stores it not',
  async run(bench) {
    const { wire } = bench
    for (const [name, bad] of unproven(bench.salt)) {
      const root = node(`above ${name} ${bench.salt}`, bad)
      const when = `the server sends ${name}`
      const script = (seen: Parameters<typeof askedIn>[1]) => {
        return wire.gives(askedIn(wire, seen), [root, bad])
      }
      const ran = await bench.pull({ roots: [root], store: [], script }, when)
      expectIncomplete(bench, ran, when)
      expectNotStored(bench, ran, bad, when)
    }
  },
})

/** Bytes that are not what their CID says. */
export const adv8: readonly Check[] = [server, client]
