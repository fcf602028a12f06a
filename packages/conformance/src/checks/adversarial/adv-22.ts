import { type Hex, toHex } from '@car-mirror/vectors'
import { node, raw } from '@car-mirror/vectors/by-hand'
import { textOfCid } from '../../wire/cid-text.js'
import { wordsOf } from '../../wire/reply.js'
import { hexOf, listOf } from '../bench/blocks.js'
import { type Check, onClient, onServer } from '../check.js'
import { family } from '../dags/dags.js'
import { receivingServer, storeOf } from '../reference/scripts.js'
import { capital, expectComplete, expectDone } from './expect.js'

const server = onServer('adv-22/server/diff', {
  requirements: ['PUSH-14', 'PUSH-16', 'HTTP-11', 'HTTP-12', 'HTTP-13'],
  about:
    'what lies below diff alone is not asked for, and a diff that means nothing changes nothing',
  async run(bench) {
    const { wire } = bench
    const lacked = raw(`lacked ${bench.salt}`)
    const old = node(`old ${bench.salt}`, lacked)
    await bench.serve([old])
    const cid = textOfCid(old.cid)
    const queries = [
      `?diff=${cid}`,
      `?diff=ipfs%3A%2F%2F${cid}`,
      '?diff=%2Fipns%2Fexample.org',
      '?diff=%25',
    ]
    for (const query of queries) {
      const dag = family(`${query} ${bench.salt}`)
      const what = `a push with ${query}`
      const outgoing = wire.push([dag.root.cid], dag.all)
      const reply = await bench.askPush({ ...outgoing, path: outgoing.path + query }, what)
      expectComplete(bench, reply, what)
    }
  },
})

const printed = onServer('adv-22/server/diff-as-printed', {
  requirements: ['PUSH-14', 'HTTP-12'],
  about: 'diff behind an ampersand, as the text prints it, is understood, or refused as no route',
  async run(bench) {
    const { wire } = bench
    const old = node(`old ${bench.salt}`, raw(`lacked ${bench.salt}`))
    await bench.serve([old])
    const dag = family(bench.salt)
    const what = 'a push to push&diff='
    const outgoing = wire.push([dag.root.cid], dag.all)
    const path = `${outgoing.path}&diff=${textOfCid(old.cid)}`
    const reply = await bench.askPush({ ...outgoing, path }, what)
    if (wire.profile === 'spec') expectComplete(bench, reply, what)
    else if (reply.kind !== 'refused' && !(reply.kind === 'ok' && reply.value.complete)) {
      bench.evidence.problem(
        `${capital(what)} should be refused, or taken whole: ${wordsOf(reply)}.`,
      )
    }
  },
})

const client = onClient('adv-22/client/diff', {
  requirements: ['HTTP-11', 'MOD-5', 'PUSH-14'],
  about: 'a push with a diff sends nothing that lies below it alone, and names it in the query',
  async run(bench) {
    const { wire } = bench
    const dag = family(bench.salt)
    const gone = raw(`gone ${bench.salt}`)
    const old = node(`old ${bench.salt}`, dag.a, gone)
    const diff = textOfCid(old.cid)
    const when = 'it pushes with a diff'
    const held = storeOf([old, dag.a, dag.a1, dag.a2, gone])
    const { script } = receivingServer(wire, [dag.root], held)
    const store = [...dag.all, old, gone]
    const ran = await bench.push({ roots: [dag.root], store, script, diff }, when)
    expectDone(bench, ran, when)
    if (!ran) return
    const below = new Set(dag.all.map(hexOf))
    const sent = ran.seen.flatMap(({ body }) =>
      wire.readCar(body).blocks.map(({ cid }): Hex => toHex(cid)),
    )
    const surplus = sent.filter((cid) => !below.has(cid))
    if (surplus.length > 0) {
      bench.evidence.problem(
        `The client sends what is not below the root when ${when}: ${listOf(surplus)}.`,
      )
    }
    if (wire.profile !== 'spec' || ran.seen.every(({ path }) => wire.route(path)?.diff === diff))
      return
    bench.evidence.problem(
      `The client does not name the diff in the query of each request when ${when}.`,
    )
  },
})

/** A diff that is taken for a root. */
export const adv22: readonly Check[] = [server, printed, client]
