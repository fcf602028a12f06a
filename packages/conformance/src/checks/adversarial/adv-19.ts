import { DAG_CBOR, type Framed, node, RAW, raw } from '@car-mirror/vectors/by-hand'
import { asV0, inline, links, pbBlock, text } from '../../author/dags/make.js'
import { countOf } from '../bench/blocks.js'
import { type Check, onClient, onServer } from '../check.js'
import { receivingServer, sendingScript, storeOf } from '../reference/scripts.js'
import { expectBlocks, expectComplete, expectDone, expectStored } from './expect.js'

interface Case {
  readonly name: string
  readonly what: string
  readonly requirements: readonly string[]
  /** The blocks that travel, root first. */
  readonly blocks: (salt: string) => readonly Framed[]
}

const CASES: readonly Case[] = [
  {
    name: 'identity-link',
    what: 'a DAG with links to identity CIDs',
    requirements: ['MOD-4', 'MOD-5'],
    blocks: (salt) => {
      const [leaf, below] = [raw(`leaf ${salt}`), raw(`below ${salt}`)]
      const [note, list] = [inline(RAW, text('note')), inline(DAG_CBOR, links(below))]
      return [node(`inlined ${salt}`, note, list, leaf), below, leaf]
    },
  },
  {
    name: 'both-versions',
    what: 'a DAG with one content as CIDv0 and as CIDv1',
    requirements: ['MOD-2', 'BF-1'],
    blocks: (salt) => {
      const v1 = pbBlock(text(`content ${salt}`))
      return [node(`both ${salt}`, asV0(v1), v1), asV0(v1), v1]
    },
  },
]

function serverChecks({ name, what, requirements, blocks }: Case): Check {
  return onServer(`adv-19/server/${name}`, {
    requirements,
    about: `${what} is pulled and pushed whole`,
    async run(bench) {
      const [held, pushed] = [blocks(`held ${bench.salt}`), blocks(`pushed ${bench.salt}`)]
      await bench.serve(held)
      const pull = `a pull of ${what}`
      const reply = await bench.pull(held[0]!, { roots: [held[0]!.cid] }, pull)
      expectBlocks(bench, reply, held, pull)
      const push = `a push of ${what}`
      expectComplete(bench, await bench.push(pushed[0]!, pushed, push), push)
    },
  })
}

function clientChecks({ name, what, requirements, blocks }: Case): Check {
  return onClient(`adv-19/client/${name}`, {
    requirements: [...requirements, 'RND-27'],
    about: `${what} is pulled and pushed whole`,
    async run(bench) {
      const all = blocks(bench.salt)
      const root = all[0]!
      const pulling = `it pulls ${what}`
      const sending = sendingScript(bench.wire, storeOf(all))
      const pulled = await bench.pull({ roots: [root], store: [], script: sending }, pulling)
      expectDone(bench, pulled, pulling)
      expectStored(bench, pulled, all, pulling)
      const pushing = `it pushes ${what}`
      const { script, receiver } = receivingServer(bench.wire, [root], storeOf([]))
      const ran = await bench.push({ roots: [root], store: all, script }, pushing)
      expectDone(bench, ran, pushing)
      if (ran && !receiver.isComplete) {
        bench.evidence.problem(
          `The server lacks ${countOf(receiver.missing.length)} when ${pushing}.`,
        )
      }
    },
  })
}

/** CIDs that carry their block, and CIDs of one content. */
export const adv19: readonly Check[] = [...CASES.map(serverChecks), ...CASES.map(clientChecks)]
