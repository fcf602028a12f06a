import { fromHex, toHex } from '@car-mirror/vectors'
import { expect, it, onTestFinished } from 'vitest'
import { liveTests } from '../../src/live/tests.js'
import { Model } from '../../src/model/model.js'
import { loadSpec } from '../../src/spec/load.js'
import { wireOf } from '../../src/wire/wire.js'
import { portOf } from './support/ports.js'
import { findings, notPassed } from './support/run.js'
import { exactServers, listen } from './support/servers.js'

const spec = loadSpec()

/** A server that pulls are put to in the dialect of the Rust port, and that walks on below a hit. */
function walksOn() {
  const model = new Model(spec.pins)
  model.sender.goesOnBelowAHit = () => true
  const { form } = wireOf('rs')
  return exactServers(async () => {
    const store = new Map<string, Uint8Array>()
    const listening = await listen((incoming, outgoing) => {
      const chunks: Buffer[] = []
      const answer = async () => {
        if (form.route(incoming.url ?? '')?.direction !== 'pull') {
          outgoing.writeHead(404).end()
          return
        }
        const { roots, filter } = form.decode('pull', Buffer.concat(chunks))
        const wire = { hashes: filter.hashes, bytes: fromHex(filter.bytes) }
        const order = 'breadth-first'
        const { blocks } = model.sender.answer(store, { missing: roots, filter: wire }, order)
        // The header names the first block, and there is no media type.
        const first = blocks[0]?.cid
        outgoing.writeHead(first ? 200 : 404)
        outgoing.end(first ? await model.cars.encode({ roots: [first], blocks }) : '')
      }
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.once('end', () => void answer().catch(() => outgoing.destroy()))
    })
    return {
      url: listening.url,
      put: (cid, bytes) => void store.set(toHex(cid), bytes),
      *blocks() {
        for (const [cid, bytes] of store) yield [fromHex(cid), bytes] as const
      },
      close: listening.close,
    }
  })
}

it('a server of another dialect is judged by what it does, one thing at a time', async () => {
  const server = walksOn()
  onTestFinished(() => server.close())
  const port = portOf({ server }, 'rs')
  const chosen = [
    'respond-pull/whole-dag',
    'respond-pull/whole-dag#type',
    'respond-pull/whole-dag#roots',
    'respond-pull/filter',
    'respond-pull/preorder#order',
    'respond-pull/header-with-roots-that-hit',
    'respond-pull/header-with-roots-that-hit#roots',
    'respond-pull/leaf-absent',
    'respond-http/below-prefix#as-it-is',
  ]
  const tests = liveTests(port, { spec, sides: ['server'] }).filter(({ id }) => chosen.includes(id))
  expect(tests.map(({ id }) => id).sort()).toEqual([...chosen].sort())
  const failed = notPassed(await findings(tests, port)).map((line) => line.split(':', 1)[0])
  expect([...new Set(failed)].sort()).toEqual([
    'respond-http/below-prefix#as-it-is',
    'respond-pull/filter',
    'respond-pull/header-with-roots-that-hit#roots',
    'respond-pull/preorder#order',
    'respond-pull/whole-dag#type',
  ])
  const byId = new Map(tests.map((test) => [test.id, test]))
  expect(byId.get('respond-pull/filter')?.requirements).toEqual(['RND-11', 'RND-12'])
  expect(byId.get('respond-pull/whole-dag#type')?.requirements).toEqual(['HTTP-4'])
  expect(byId.get('respond-pull/whole-dag')?.requirements).toEqual(['PULL-5'])
  expect(byId.get('respond-pull/whole-dag')?.about).toContain('in the dialect of the port')
})
