import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { vectorFile } from '../../src/author/schema.js'
import type { Results } from '../../src/suite/results.js'
import { broken, CONFORMANCE, conformance, folder, MODEL, results } from './command-support.js'

describe('a run', () => {
  it('ends with 0 and a verdict for who conforms', () => {
    const { status, stdout, stderr } = conformance('adapter', '--only', 'BF-9', ...MODEL)
    expect(status).toBe(0)
    expect(stdout).toMatch(/\nconforms to the specification \((\d+) of \1\)\n$/)
    expect(stderr).toBe('')
  })

  it('ends with 1 for a mutant, and says where, why and how to see it again', () => {
    const { status, stdout } = conformance(
      'adapter',
      '--only',
      'BF-9',
      ...MODEL,
      'BF-9/shifts-by-one',
    )
    expect(status).toBe(1)
    const [failure = ''] = /FAIL filter-insert\/137-bytes[\s\S]*?\n\n/.exec(stdout) ?? []
    expect(failure).toContain('BF-9 What does not fit is shifted out (MUST)')
    expect(failure).toContain('input of insert: {"bytes":137')
    expect(failure).toMatch(
      /wrong {3}filter: byte 6 is the first that differs: 40 expected, 00 came/,
    )
    const [, again = ''] = /again {3}npm run -s conformance -- (.*)\n/.exec(failure) ?? []
    const repeated = spawnSync(`"${process.execPath}" "${CONFORMANCE}" ${again}`, {
      shell: true,
      encoding: 'utf8',
    })
    expect(repeated.status).toBe(1)
    expect(repeated.stdout).toContain(failure.split('\n  again', 1)[0])
    expect(repeated.stdout).toMatch(/codec {7}0 {5}1\n/)
  })

  it('is the same each time', () => {
    const args = ['adapter', '--only', 'receive-blocks', '--seed', '7', ...MODEL]
    const strip = ({ tests }: Results) => tests.map(({ milliseconds: _, ...rest }) => rest)
    expect(strip(results(...args).results)).toEqual(strip(results(...args).results))
  })

  it('leaves out what the adapter does not have', () => {
    const { status, stdout } = conformance(
      'adapter',
      '--only',
      'filter-insert',
      ...broken('silent'),
    )
    expect(status).toBe(3)
    expect(stdout).toMatch(/\nnothing was found out\n$/)
  })
})

describe('wrong usage', () => {
  it.each([
    [['nonsuch']],
    [['adapter']],
    [['adapter', '--only', 'nonsuch', ...MODEL]],
    [['adapter', '--level', 'should-not', ...MODEL]],
    [['adapter', '--seed', '-1', ...MODEL]],
    [['adapter', '--timeout', '0', ...MODEL]],
    [['adapter', '--report', '/dev/null/x', ...MODEL]],
    [['compare', '--out', join(folder, 'x.html'), join(folder, 'nonsuch.json')]],
    [[]],
  ])('ends with 2: %j', (args) => {
    const { status, stdout, stderr } = conformance(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/\n {4}at /)
  })
})

describe('the list', () => {
  it('has the id, level, layer and clauses of each test, and runs none', () => {
    const { status, stdout } = conformance(
      'adapter',
      '--list',
      '--only',
      'filter-indices',
      ...broken('dies'),
    )
    expect(status).toBe(0)
    expect(stdout).toContain('filter-indices/hello-24-bits  MUST  codec  BF-8 BF-9 BF-13\n')
  })
})

describe('a report', () => {
  it('is left the sessions that failed, as vectors', () => {
    const report = join(folder, 'found')
    const asked = ['--only', 'session/pull/client/partial', '--report', report]
    conformance('adapter', ...asked, ...MODEL, 'RND-27/all-is-well')
    const found = join(report, 'found/session-pull-client-partial.json')
    const file: unknown = JSON.parse(readFileSync(found, 'utf8'))
    expect(vectorFile.safeParse(file).error?.issues).toBeUndefined()
    const { tests } = JSON.parse(readFileSync(join(report, 'results.json'), 'utf8')) as Results
    expect(tests[0]?.sent?.[0]).toEqual({ label: 'as a file of vectors', text: found })
  })

  it('is written where it is asked for', () => {
    const report = join(folder, 'a', 'report')
    conformance('adapter', '--only', 'BF-9', '--report', report, ...MODEL, 'BF-9/shifts-by-one')
    const written = JSON.parse(readFileSync(join(report, 'results.json'), 'utf8'))
    expect(written).toMatchObject({ format: 1, exitCode: 1, port: { name: 'BF-9/shifts-by-one' } })
    expect(readFileSync(join(report, 'junit.xml'), 'utf8')).toContain('<failure ')
    expect(readFileSync(join(report, 'report.html'), 'utf8')).toContain('BF-9/shifts-by-one')
    const matrix = join(folder, 'matrix.html')
    const file = join(report, 'results.json')
    const compared = conformance('compare', file, file, '--out', matrix)
    expect(compared.stdout).toMatch(
      /^BF-9\/shifts-by-one: deviates from the specification at .*BF-9/,
    )
    expect([compared.status, existsSync(matrix)]).toEqual([0, true])
  })
})
