import { describe, expect, it } from 'vitest'
import { Answers } from '../../src/live/answers.js'
import { liveTests } from '../../src/live/tests.js'
import { loadSpec } from '../../src/spec/load.js'
import type { ClientPort } from '../../src/suite/port.js'
import { clientWith } from './support/clients.js'
import { portOf } from './support/ports.js'
import { findings, notPassed } from './support/run.js'

const line = { method: 'POST', path: '/pull', type: null }
const body = new Uint8Array(0)
const given = (status: number) => ({ status, type: '', body })
const asked = (path = '/pull') => ({ request: { ...line, path, body }, given: given(200) })

/** Statuses of the answers to so many requests. */
function statuses(answers: Answers, count: number): (number | undefined)[] {
  return Array.from({ length: count }, (_, i) => {
    return (answers.script({ ...line, body }, i + 1) as { status: number }).status
  })
}

describe('the answers of a vector', () => {
  it('are given once each', () => {
    const answers = new Answers([given(200), given(403)], { error: 'refused' })
    expect(statuses(answers, 2)).toEqual([200, 403])
    expect(answers.most).toBe(2)
    expect(answers.judged([asked(), asked(), asked()])).toHaveLength(3)
  })

  it.each([429, 500, 503])('are repeated from the first that may pass on: %i', (status) => {
    const answers = new Answers([given(200), given(status), given(200)], { error: 'refused' })
    expect(statuses(answers, 4)).toEqual([200, status, status, status])
    expect(answers.most).toBeGreaterThan(4)
    expect(answers.judged([asked(), asked(), asked(), asked()])).toHaveLength(2)
  })

  it('are judged where they are asked for elsewhere', () => {
    const answers = new Answers([given(500)], { error: 'refused' })
    expect(answers.judged([asked(), asked(), asked('/elsewhere')])).toHaveLength(2)
  })

  it('may end in a CAR that is cut', () => {
    const answers = new Answers([given(200), given(200)], { error: 'car-truncated' })
    expect(answers.judged([asked(), asked(), asked()])).toHaveLength(2)
  })
})

const spec = loadSpec()
/** Before "hello" has come, and after. */
const CUT = ['car-decode/cut-off-at-27@client', 'car-decode/cut-off-behind-a-length@client']

async function failed(client: ClientPort): Promise<string[]> {
  const port = portOf({ client })
  const tests = liveTests(port, { spec, sides: ['client'] }).filter(({ id }) => CUT.includes(id))
  expect(tests).toHaveLength(CUT.length)
  const lines = notPassed(await findings(tests, port))
  return [...new Set(lines.map((each) => each.split(': ', 2).join(': ')))]
}

describe('a client that is sent a CAR that is cut', () => {
  it('may ask again, and be done when nothing lacks', async () => {
    expect(await failed(clientWith(1))).toEqual([])
  })

  it('may give up at once', async () => {
    expect(await failed(clientWith(0))).toEqual([])
  })

  it('must not call it a success while something lacks', async () => {
    const { pull, push } = clientWith(0)
    const client: ClientPort = {
      push,
      async pull(job) {
        const { error, detail, ...end } = await pull(job)
        return { ...end, complete: true, unavailable: [] }
      },
    }
    expect(await failed(client)).toEqual(['car-decode/cut-off-at-27@client: '])
  })

  it('must not lose what came whole', async () => {
    const { pull, push } = clientWith(1)
    const client: ClientPort = {
      push,
      pull: async (job) => ({ ...(await pull(job)), stored: [] }),
    }
    expect(await failed(client)).toEqual(['car-decode/cut-off-behind-a-length@client: stored'])
  })
})
