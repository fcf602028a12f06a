import { describe, expect, it } from 'vitest'
import { liveTests } from '../../src/live/tests.js'
import { Model } from '../../src/model/model.js'
import { mutants } from '../../src/mutants/catalogue.js'
import { loadSpec } from '../../src/spec/load.js'
import { type ClientPort, PortProblem } from '../../src/suite/port.js'
import { modelClient, ourClient } from './support/clients.js'
import { portOf } from './support/ports.js'
import { findings, notPassed } from './support/run.js'

const spec = loadSpec()
const LONG = 240_000

function testsOf(client: ClientPort, dialect: 'spec' | 'rs' | 'go' = 'spec') {
  const port = portOf({ client }, dialect)
  return { port, tests: liveTests(port, { spec, sides: ['client'] }) }
}

describe('a client', () => {
  it('passes if it is ours', { timeout: LONG }, async () => {
    const { port, tests } = testsOf(ourClient)
    expect(tests.length).toBeGreaterThan(300)
    expect(notPassed(await findings(tests, port))).toEqual([])
  })

  it('passes if it is the model', { timeout: LONG }, async () => {
    const { port, tests } = testsOf(modelClient(new Model(spec.pins)))
    const own = tests.filter(({ id }) => !id.includes('@'))
    expect(notPassed(await findings(own, port))).toEqual([])
  })

  it.each([
    'PULL-1/news-only',
    'PULL-2/starts-at-the-root',
    'PULL-6/fails',
    'PULL-7/one-round',
    'PUSH-2/first-block',
    'PUSH-3/preorder',
    'PUSH-7/status-is-enough',
    'PUSH-8/prunes-roots',
    'PUSH-10/says-nothing',
    'PUSH-13/no-patience',
    'RND-17/trusts',
    'RND-25/marks-nothing',
    'RND-27/all-is-well',
    'HTTP-2/put',
    'HTTP-4/plain-cbor',
    'HTTP-9/goes-on',
    'HTTP-11/other-name',
    'MSG-3/new-name-only',
    'CAR-11/cut-is-the-end',
  ])('fails by the name of the clause if it is %s', { timeout: LONG }, async (id) => {
    const { clause, breaks } = mutants.find((mutant) => mutant.id === id)!
    const model = new Model(spec.pins)
    breaks(model)
    const { port, tests } = testsOf(modelClient(model))
    const ofClause = tests.filter(({ requirements }) => requirements.includes(clause))
    expect(notPassed(await findings(ofClause, port))).not.toEqual([])
  })

  it('that never ends is given up, and what it asked for is shown', async () => {
    const endless: ClientPort = {
      pull: async ({ url, timeout }) => {
        const end = Date.now() + timeout
        while (Date.now() < end)
          await fetch(`${url}/api/v0/dag/pull`, { method: 'POST', body: 'x' })
        throw new PortProblem('no-answer', `it did not end within ${timeout} ms`)
      },
      push: async () => ({ complete: false, unavailable: [], stored: [] }),
    }
    const { port, tests } = testsOf(endless)
    const cold = tests.filter(({ id }) => id === 'client-pull/cold')
    const finding = (await findings(cold, port, { timeout: 300 })).get('client-pull/cold')
    expect(finding).toMatchObject({
      status: 'fail',
      problems: [{ message: expect.stringMatching(/did not end within 300 ms.*requests/) }],
    })
    expect(finding).toHaveProperty(
      'sent[0].label',
      expect.stringContaining('POST /api/v0/dag/pull'),
    )
  })

  it('may send what it likes in its first round, if it takes no word on that', async () => {
    const client: ClientPort = {
      ...ourClient,
      push: (job) =>
        job.coldCall === undefined
          ? ourClient.push({ ...job, coldCall: 'all' })
          : Promise.reject(new PortProblem('unsupported', 'it does as it likes')),
    }
    const { port, tests } = testsOf(client)
    const pushes = tests.filter(({ id }) =>
      /^client-push\/(one-block|breadth|only|cookie)/.test(id),
    )
    expect(pushes.length).toBeGreaterThan(4)
    expect(notPassed(await findings(pushes, port))).toEqual([])
  })

  it('that asks in a dialect is judged by what it means', async () => {
    const { port, tests } = testsOf(ourClient, 'rs')
    const ids = tests.map(({ id }) => id)
    expect(ids).toContain('client-pull/cold')
    expect(ids).toContain('client-pull/cold#line')
    const cold = tests.filter(({ id }) => id === 'client-pull/cold')
    // Ours speaks the specification here, which nobody of that dialect reads.
    expect(notPassed(await findings(cold, port))).toContain(
      'client-pull/cold: requests[0].unreadable: expected undefined, got "malformed message: a root is not the text of a CID"',
    )
  })
})
