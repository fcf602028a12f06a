import { describe, expect, it, vi } from 'vitest'
import { type RunOptions, runTests } from '../../src/runner/run.js'
import type { Port } from '../../src/suite/port.js'
import type { Status } from '../../src/suite/results.js'
import { pass, type Test } from '../../src/suite/test.js'
import { failing, fakePort, testOf } from './support.js'

const options: RunOptions = {
  seed: 1,
  timeout: 20,
  known: [],
  levelOf: () => 'MUST',
  again: ({ id }) => `again ${id}`,
}

async function statuses(tests: readonly Test[], port: Port = fakePort(), rest = {}) {
  const { results, lost } = await runTests(tests, port, { ...options, ...rest })
  return { statuses: results.map(({ status }) => status), lost, results }
}

const known = (id: string) => ({ id, clause: 'BF-9', reason: 'C6: shifts by one less', line: 1 })

describe('a test', () => {
  it('has the status that was found', async () => {
    const ran = await statuses([
      testOf('a', pass),
      testOf('b', failing),
      testOf('c', { status: 'unsupported', why: 'x' }),
      testOf('d', { status: 'could-not-run', why: 'x' }),
      testOf('e', 'unsupported'),
      testOf('i', 'unprepared'),
      testOf('f', new TypeError('ours')),
      { ...testOf('g', pass), needs: 'union' },
      { ...testOf('h', pass), needs: 'server' },
    ])
    const expected: Status[] = ['pass', 'fail', 'unsupported', 'could-not-run', 'unsupported']
    const more: Status[] = ['could-not-run', 'harness-error', 'unsupported', 'unsupported']
    expect(ran.statuses).toEqual([...expected, ...more])
    expect(ran.lost).toBe(false)
    expect(ran.results.map(({ why }) => why?.split('\n', 1)[0])).toEqual([
      undefined,
      undefined,
      'x',
      'x',
      'it was unsupported',
      'it was unprepared',
      'TypeError: ours',
      'no operation union',
      'no server',
    ])
    expect(ran.results[1]).toMatchObject({ problems: [{ message: 'wrong' }], again: 'again b' })
  })

  it('that is known to fail says so, and is seen when it passes', async () => {
    const tests = [testOf('a', failing), testOf('b', pass), testOf('c', 'unsupported')]
    const ran = await statuses(tests, fakePort(), { known: ['a', 'b', 'c'].map(known) })
    expect(ran.statuses).toEqual(['expected-fail', 'unexpected-pass', 'unsupported'])
    expect(ran.results[0]).toMatchObject({ clause: 'BF-9', reason: 'C6: shifts by one less' })
  })

  it('is told where a finding may leave files', async () => {
    const reports: (string | undefined)[] = []
    const curious = testOf('a', async ({ report }) => {
      reports.push(report)
      return pass
    })
    await statuses([curious], fakePort(), { report: '/some/folder' })
    await statuses([curious])
    expect(reports).toEqual(['/some/folder', undefined])
  })

  it('that never ends is ended', async () => {
    let signal: AbortSignal | undefined
    const endless = testOf('a', (context) => {
      signal = context.signal
      return new Promise(() => {})
    })
    const { results } = await statuses([endless])
    expect(results[0]).toMatchObject({
      status: 'fail',
      problems: [{ message: 'not done in 0.24 s' }],
    })
    expect(signal?.aborted).toBe(true)
  })
})

describe('a port that dies or is silent', () => {
  it('is started anew and asked once more', async () => {
    const restart = vi.fn(async () => {})
    const test = testOf('a', 'died', pass)
    const { results } = await statuses([test], fakePort({ restart }))
    expect(results[0]).toMatchObject({
      status: 'pass',
      why: 'when it was first asked: it was died',
    })
    expect([test.runs(), restart.mock.calls.length]).toEqual([2, 1])
  })

  it('has failed if it does so twice', async () => {
    const ran = await statuses([testOf('a', 'died'), testOf('b', 'no-answer'), testOf('c', pass)])
    expect(ran.statuses).toEqual(['fail', 'fail', 'pass'])
    expect(ran.results.map(({ problems }) => problems?.[0]?.message)).toEqual([
      'crashed: it was died',
      'it was no-answer',
      undefined,
    ])
  })

  it('is not asked twice where it is known to fail', async () => {
    const test = testOf('a', 'died')
    const ran = await statuses([test], fakePort(), { known: [known('a')] })
    expect([ran.statuses, test.runs()]).toEqual([['expected-fail'], 1])
  })

  it('has not failed what it was not asked: it cannot be started again', async () => {
    const restart = () => Promise.reject(new Error('gone'))
    const tests = [testOf('a', 'died'), testOf('b', pass)]
    const ran = await statuses(tests, fakePort({ restart }))
    expect(ran.statuses).toEqual(['fail', 'could-not-run'])
    expect(ran.results[1]?.why).toBe('the port is gone: it was died')
    expect([ran.lost, tests[1]?.runs()]).toEqual([true, 0])
  })

  it('is given up when it does not start', async () => {
    const ran = await statuses([testOf('a', 'absent'), testOf('b', pass)])
    expect([ran.statuses, ran.lost]).toEqual([['could-not-run', 'could-not-run'], true])
  })

  it.each(['garbage', 'flood'] as const)(
    'has not failed where it speaks nonsense: %s',
    async (kind) => {
      const ran = await statuses([testOf('a', kind), testOf('b', pass)])
      expect([ran.statuses, ran.lost]).toEqual([['could-not-run', 'pass'], true])
    },
  )

  it('is given up after three silences in a row', async () => {
    const silent = ['a', 'b', 'c', 'd', 'e'].map((id) => testOf(id, 'no-answer'))
    const ran = await statuses(silent)
    expect(ran.statuses).toEqual(['fail', 'fail', 'fail', 'could-not-run', 'could-not-run'])
    expect(ran.results[3]?.why).toMatch(/^the port was given up after 3 tests without one answer/)
    expect(ran.lost).toBe(true)
  })

  it('is given up after ten deaths in a row', async () => {
    const ran = await statuses(Array.from({ length: 12 }, (_, i) => testOf(String(i), 'died')))
    expect(ran.statuses.filter((status) => status === 'fail')).toHaveLength(10)
    expect(ran.statuses.slice(10)).toEqual(['could-not-run', 'could-not-run'])
  })

  it('is not given up as long as it answers in between', async () => {
    let answers = 0
    const heard = () => answers
    const silent = Array.from({ length: 8 }, (_, i) => testOf(String(i), 'no-answer'))
    const asked = silent.map((test) => ({
      ...test,
      run: (...args: Parameters<Test['run']>) => {
        answers++
        return test.run(...args)
      },
    }))
    expect((await statuses(asked, fakePort({ heard }))).statuses).toEqual(Array(8).fill('fail'))
    const tests = silent.flatMap((test, i) =>
      i % 2 === 0 ? [test, testOf(`pass ${i}`, pass)] : [test],
    )
    expect((await statuses(tests)).lost).toBe(false)
  })
})
