import { block, type Framed, hex, node, raw } from '@car-mirror/vectors/by-hand'
import { cborBlock, links } from '../../author/dags/make.js'
import { wordsOf } from '../../wire/reply.js'
import type { ServerBench } from '../bench/server-bench.js'
import { type Check, onClient, onServer } from '../check.js'
import { askedIn } from '../reference/scripts.js'
import { expectIncomplete, expectNotStored, expectRefused } from './expect.js'

/** For private use, so nobody knows it. */
const NOBODYS_CODEC = 0x300001

interface Poison {
  readonly name: string
  readonly what: string
  readonly root: Framed
  readonly leaf: Framed
  readonly bad: Framed
}

/** Blocks that hash to their CID, and whose links cannot be read; each below a root with a leaf. */
function poisons(salt: string): Poison[] {
  const leaf = raw(`leaf ${salt}`)
  const bad: [string, Framed][] = [
    ['of an unknown codec', block(NOBODYS_CODEC, links(leaf))],
    ['that is not the CBOR that its CID says', cborBlock(hex('ff'))],
    // A list of unknown length: CBOR, and not DAG-CBOR.
    ['of CBOR with a list of unknown length', cborBlock(hex('9f 01 ff'))],
  ]
  return bad.map(([name, bad]) => {
    const root = node(`above a block ${name} ${salt}`, leaf, bad)
    return { name, what: `a block ${name}`, root, leaf, bad }
  })
}

const server = onServer('adv-13/server/unreadable-block', {
  requirements: ['RND-19', 'HTTP-7', 'PUSH-12', 'RND-13'],
  about:
    'a push of a block whose links cannot be read is refused, and does no harm to later requests',
  async run(bench) {
    await bench.serve([])
    for (const { what, root, leaf, bad } of poisons(bench.salt)) {
      const push = `a push of ${what}`
      expectRefused(bench, await bench.push(root, [root, leaf, bad], push), push)
      if (await bench.holds(bad)) bench.evidence.problem(`The server has stored ${what}.`)
      await expectNoHarm(bench, root, what)
    }
  },
})

const client = onClient('adv-13/client/unreadable-block', {
  requirements: ['RND-19', 'RND-27'],
  about:
    'a pull that brings a block whose links cannot be read ends with an error, and stores it not',
  async run(bench) {
    const { wire } = bench
    for (const { what, root, leaf, bad } of poisons(bench.salt)) {
      const when = `the server sends ${what}`
      const script = (seen: Parameters<typeof askedIn>[1]) => {
        return wire.gives(askedIn(wire, seen), [root, leaf, bad])
      }
      const ran = await bench.pull({ roots: [root], store: [], script }, when)
      expectIncomplete(bench, ran, when)
      expectNotStored(bench, ran, bad, when)
    }
  },
})

/** A block that makes every DAG above it unusable. */
export const adv13: readonly Check[] = [server, client]

/** The DAG above can be asked for, and asked about. */
async function expectNoHarm(bench: ServerBench, root: Framed, what: string): Promise<void> {
  const pull = `a pull of the root above ${what}, after it was pushed`
  const pulled = await bench.pull(root, { roots: [root.cid] }, pull)
  if (pulled.kind !== 'ok' && pulled.kind !== 'absent') {
    bench.evidence.problem(
      `After a push of ${what}, a pull of the root above it fails: ${wordsOf(pulled)}.`,
    )
  }
  const question = `a push without blocks for the root above ${what}, after it was pushed`
  const told = await bench.askPush(bench.wire.question(root.cid), question)
  if (told.kind !== 'ok') {
    bench.evidence.problem(
      `After a push of ${what}, a question about the root above it fails: ${wordsOf(told)}.`,
    )
  } else if (told.value.complete) {
    bench.evidence.problem(`The server says that it lacks nothing, and does not have ${what}.`)
  }
}
