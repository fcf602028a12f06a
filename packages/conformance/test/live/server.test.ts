import { MemoryStore } from '@car-mirror/core'
import { createHandler } from '@car-mirror/http-transport'
import { nodeListener } from '@car-mirror/http-transport/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { liveTests } from '../../src/live/tests.js'
import { Model } from '../../src/model/model.js'
import { mutants } from '../../src/mutants/catalogue.js'
import { loadSpec } from '../../src/spec/load.js'
import { byUrl, portOf } from './support/ports.js'
import { findings, notPassed } from './support/run.js'
import { listen, modelServer, ourExactServers, ourServer } from './support/servers.js'

const spec = loadSpec()
const LONG = 240_000

/** A DAG of so many blocks takes the model, which looks at all of it for each, too long. */
const TOO_MUCH_FOR_THE_MODEL = /chain|131072|16-mib|growth/

describe('a server that holds what it is given', () => {
  it('passes if it is ours', { timeout: LONG }, async () => {
    const server = ourExactServers()
    onTestFinished(() => server.close())
    const port = portOf({ server })
    const tests = liveTests(port, { spec, sides: ['server'] }).filter(({ id }) => !id.includes('@'))
    expect(tests.length).toBeGreaterThan(100)
    expect(notPassed(await findings(tests, port))).toEqual([])
  })
})

describe('a server that is known by its URL', () => {
  it('passes what can be put to it if it is ours, run after run', { timeout: LONG }, async () => {
    const { url, close } = await ourServer()
    onTestFinished(close)
    const port = await byUrl(url)
    const tests = liveTests(port, { spec, sides: ['server'] })
    const undone = notPassed(await findings(tests, port))
    expect(undone.map((line) => line.split(':', 2).join(':'))).toEqual(
      UNDONE.map((id) => `${id}: could-not-run`),
    )
    const again = await byUrl(url)
    const respond = liveTests(again, { spec, sides: ['server'] }).filter(({ id }) =>
      /^respond-push/.test(id),
    )
    expect(notPassed(await findings(respond, again)).map((line) => line.split(':', 1)[0])).toEqual([
      'respond-push/other-things-held',
    ])
  })

  it('is asked for every clause that binds a server, but for a few', async () => {
    const { url, close } = await ourServer()
    onTestFinished(close)
    const tests = liveTests(await byUrl(url), { spec, sides: ['server'] })
    const named = new Set(tests.flatMap(({ requirements }) => requirements))
    const left = [...spec.clauses.values()]
      .filter(
        ({ layer, binds }) => layer !== 'untestable' && binds.some((party) => party !== 'client'),
      )
      .filter(({ id }) => !named.has(id))
    expect(left.map(({ id }) => id)).toEqual([
      // A server gives nothing up, so that nothing can come after all.
      'RND-26',
      // What a server may do as it likes.
      'PUSH-17',
      // A server does not merge filters.
      'BF-24',
      // What a reader may do as it likes.
      'CAR-16',
    ])
  })

  it('fails by the name of the clause if a status of ours is another', async () => {
    const store = new MemoryStore()
    const handler = createHandler({ store })
    const broken = await listen(
      nodeListener(async (request) => {
        const answer = await handler(request)
        return answer.status === 202
          ? new Response(answer.body, { ...answer, status: 200, headers: answer.headers })
          : answer
      }),
    )
    onTestFinished(broken.close)
    expect(await failedClauses(broken.url, ['PUSH-6', 'PULL-5'])).toEqual(['PUSH-6'])
  })

  it.each([
    'MOD-2/same-digest',
    'MOD-3/sorted-links',
    'MOD-4/like-any-other',
    'MOD-5/sends-the-store',
    'MOD-6/first-root-only',
    'RND-1/lists-parents',
    'RND-10/prunes-roots',
    'RND-12/walks-on',
    'RND-13/stops-at-a-gap',
    'RND-17/trusts',
    'RND-21/stores-strangers',
    'RND-22/stops-there',
    'RND-23/parents-first',
    'RND-29/remembers',
    'PULL-3/breadth-first',
    'PULL-4/promises-everything',
    'PULL-5/empty-car',
    'PUSH-5/stores-nothing',
    'PUSH-12/refuses-questions',
    'PUSH-14/one-root-more',
    'PUSH-16/must-be-known',
    'BF-1/multihash-only',
    'BF-9/shifts-by-one',
    'BF-10/partial-sample',
    'BF-12/msb-first',
    'BF-17/one-more',
    'BF-23/of-the-optimum',
    'MSG-2/old-name',
    'MSG-5/own-order',
    'MSG-12/more-links',
    'CAR-2/version-first',
    'CAR-11/cut-is-the-end',
    'HTTP-3/bad-request',
    'HTTP-6/anything',
    'HTTP-13/bare-only',
  ])('fails by the name of the clause if it is %s', { timeout: LONG }, async (id) => {
    const { clause, breaks } = mutants.find((mutant) => mutant.id === id)!
    const model = new Model(spec.pins)
    breaks(model)
    const { url, close } = await modelServer(model)
    onTestFinished(close)
    expect(await failedClauses(url, [clause])).toEqual([clause])
  })

  it('passes by the same tests if nothing is broken', { timeout: LONG }, async () => {
    const { url, close } = await modelServer(new Model(spec.pins))
    onTestFinished(close)
    expect(
      await failedClauses(url, ['RND-12', 'PUSH-6', 'HTTP-6', 'BF-10', 'BF-23', 'MSG-5']),
    ).toEqual([])
  })
})

/** Vectors that need a store with nothing else in it, or with what no push can bring. */
const UNDONE = [
  'respond-pull/damaged-not-found',
  'respond-pull/damaged-not-promised',
  'respond-push/other-things-held',
  'send-walk/damaged-interior@server',
  'send-walk/damaged-root@server',
  'send-walk/damaged-root-beside-another@server',
  'send-walk/codec-unknown@server',
  'send-walk/codec-unknown-requested@server',
  'send-false-positives/below-absent-hit@server',
  'receive-status/small-store@server',
  'receive-status/small-store-root-missing@server',
]

/** Of some clauses those of which a test fails. */
async function failedClauses(url: string, clauses: readonly string[]): Promise<string[]> {
  const port = await byUrl(url, { timeout: 5000 })
  const failed: string[] = []
  for (const clause of clauses) {
    const tests = liveTests(port, { spec, sides: ['server'] }).filter(({ id, requirements }) => {
      return requirements.includes(clause) && !TOO_MUCH_FOR_THE_MODEL.test(id)
    })
    for (const test of tests) {
      const finding = (await findings([test], port)).get(test.id)
      if (finding?.status !== 'fail') continue
      failed.push(clause)
      break
    }
  }
  return failed
}
