import { describe, expect, it } from 'vitest'
import { allTests, type Side } from '../../src/runner/all-tests.js'
import { summaryText } from '../../src/runner/print-summary.js'
import { Reference } from '../../src/runner/reference.js'
import { unjudged } from '../../src/runner/unjudged.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Results, Status, TestResult } from '../../src/suite/results.js'
import { portOf } from '../live/support/ports.js'

const spec = loadSpec()

/** What becomes of every test of a side, if all of them end so. */
function resultsOf(side: Side, status: Status): TestResult[] {
  const never = () => Promise.reject(new Error('nothing is run here'))
  const port = portOf({
    server: { exact: false, serve: never },
    client: { pull: never, push: never },
  })
  return allTests(port, new Reference(spec), side).map(({ id, layer, requirements, profile }) => {
    const rest = {
      level: 'MUST',
      about: '',
      milliseconds: 0,
      ...(status !== 'pass' && { why: id }),
    }
    return { id, layer, requirements, profile, status, ...rest } as TestResult
  })
}

const idsOf = (...args: Parameters<typeof unjudged>) => unjudged(...args).map((one) => one.clause)

describe('clauses that are not judged', () => {
  it('of a server are those that no answer shows', () => {
    const found = unjudged(resultsOf('server', 'pass'), 'server', spec)
    expect(found.map(({ clause }) => clause)).toEqual(['RND-26', 'PUSH-17', 'BF-24'])
    expect(found.map(({ why }) => why)).not.toContain('no test names it')
  })

  it('of a client have a reason each', () => {
    const found = unjudged(resultsOf('client', 'pass'), 'client', spec)
    expect(found.map(({ why }) => why)).not.toContain('no test names it')
    expect(found.map(({ clause }) => clause)).toContain('BF-24')
  })

  it('are none of those that bind only others, or cannot be tested', () => {
    const found = idsOf([], 'server', spec)
    expect(found).toContain('PULL-5')
    expect(found).not.toContain('PULL-6')
    expect(found).not.toContain('SEC-6')
    expect(idsOf([], undefined, spec)).toContain('PULL-6')
  })

  it('are judged by one test that was run, whatever became of it', () => {
    const results = resultsOf('server', 'could-not-run')
    const [first] = results.filter(({ requirements }) => requirements.includes('RND-14'))
    expect(unjudged(results, 'server', spec)).toContainEqual({ clause: 'RND-14', why: first!.id })
    const failed = results.map((one) => (one === first ? { ...one, status: 'fail' as const } : one))
    expect(idsOf(failed, 'server', spec)).not.toContain('RND-14')
  })

  it('are told at the end, a line each', () => {
    const results = {
      port: { name: 'x', version: '', dialect: 'spec' },
      tests: [],
      unmatched: [],
      unjudged: [{ clause: 'RND-26', why: 'because' }],
    } as unknown as Results
    expect(summaryText(results, spec).split('\n')).toContain('not judged: RND-26: because')
  })
})
