import { node, raw } from '@car-mirror/vectors/by-hand'
import { wordsOf } from '../../wire/reply.js'
import { hexOf } from '../bench/blocks.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { sendingScript, storeOf } from '../reference/scripts.js'
import { expectBlocks, expectIncomplete, expectStored, expectUnavailable } from './expect.js'

const unknown = onServer('adv-7/server/unknown-root', {
  requirements: ['PULL-5'],
  about:
    'a pull of a root that the server does not have is answered with the news that it is not there',
  async run(bench) {
    await bench.serve([])
    const root = raw(`unknown ${bench.salt}`)
    const reply = await bench.pull(root, { roots: [root.cid] }, 'a pull of an unknown root')
    if (reply.kind === 'absent' || (reply.kind === 'refused' && bench.wire.profile !== 'spec'))
      return
    bench.evidence.problem(
      `A pull of an unknown root should be answered with that: ${wordsOf(reply)}.`,
    )
  },
})

const beside = onServer('adv-7/server/unknown-beside-known', {
  requirements: ['PULL-4', 'PULL-5', 'RND-13'],
  about: 'a pull of a root that is there and one that is not brings the one that is',
  async run(bench) {
    const dag = family(bench.salt)
    const stranger = raw(`unknown ${bench.salt}`)
    const top = node(`top ${bench.salt}`, stranger, dag.root)
    await bench.serve([top, ...dag.all])
    const what = 'a pull of an unknown root and a known one'
    const reply = await bench.pull(top, { roots: [stranger.cid, dag.root.cid] }, what)
    expectBlocks(bench, reply, dag.all, what)
    const promised = reply.kind === 'ok' ? reply.value.promised : undefined
    if (promised && promised.join() !== hexOf(dag.root)) {
      bench.evidence.problem(
        `The answer to ${what} should name the known root alone in its header.`,
      )
    }
  },
})

const absent = onClient('adv-7/client/unknown-root', {
  requirements: ['PULL-6', 'RND-25', 'RND-27'],
  about: 'a pull of a root that the server does not have ends, incomplete',
  async run(bench) {
    const { root } = family(bench.salt)
    const when = 'the server does not have the root'
    const script = () => bench.wire.lacks()
    const ran = await bench.pull({ roots: [root], store: [], script }, when)
    expectIncomplete(bench, ran, when)
    expectUnavailable(bench, ran, [root], when)
  },
})

const partly = onClient('adv-7/client/unknown-beside-known', {
  requirements: ['PULL-6', 'RND-25', 'RND-27'],
  about: 'a pull of which one block is not there brings everything else, and ends incomplete',
  async run(bench) {
    const dag = family(bench.salt)
    const stranger = raw(`unknown ${bench.salt}`)
    const top = node(`top ${bench.salt}`, stranger, dag.root)
    const when = 'the server has all but one block'
    const script = sendingScript(bench.wire, storeOf([top, ...dag.all]))
    const ran = await bench.pull({ roots: [top], store: [], script }, when)
    expectIncomplete(bench, ran, when)
    expectStored(bench, ran, [top, ...dag.all], when)
    expectUnavailable(bench, ran, [stranger], when)
  },
})

/** A root that is not there: no answer, or none for those that are. */
export const adv7: readonly Check[] = [unknown, beside, absent, partly]
