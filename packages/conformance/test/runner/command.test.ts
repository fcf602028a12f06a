import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { Results } from '../../src/suite/results.js'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const CONFORMANCE = path('dist/commands/conformance.js')
const MODEL = ['--', process.execPath, path('dist/adapters/model.js')]
const broken = (mode: string) => [
  '--',
  process.execPath,
  path('test/adapter/support/adapter.mjs'),
  mode,
  file,
]

const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
const file = join(folder, 'file')
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => rmSync(file, { force: true }))

function conformance(...args: string[]) {
  return spawnSync(process.execPath, [CONFORMANCE, ...args], { encoding: 'utf8', timeout: 60_000 })
}

function results(...args: string[]): { status: number | null; results: Results } {
  const [subcommand = '', ...rest] = args
  const { status, stdout } = conformance(subcommand, '--json', ...rest)
  return { status, results: JSON.parse(stdout) }
}

/** Known failures that are none: the model conforms. */
function knownFailures(text: string): string {
  const known = join(folder, 'known.txt')
  writeFileSync(known, text)
  return known
}

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
    const [, again = ''] = /again {3}car-mirror-conformance (.*)\n/.exec(failure) ?? []
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

describe('known failures', () => {
  const run = (known: string, ...args: string[]) =>
    conformance('adapter', '--known-failures', known, ...args)
  const shifts = ['--only', 'filter-indices/hello-24-bits', ...MODEL, 'BF-9/shifts-by-one']

  it('are no failures', () => {
    const known = knownFailures('filter-indices/hello-24-bits  BF-9 C6  shifts by one\n')
    const { status, stdout } = run(known, ...shifts)
    expect(status).toBe(0)
    expect(stdout).toContain('deviates from the specification at BF-9 (0 of 1)')
  })

  it('are failures when they pass', () => {
    const known = knownFailures('filter-indices/hello-24-bits  BF-9  shifts by one\n')
    const { status, stdout } = run(known, '--only', 'filter-indices/hello-24-bits', ...MODEL)
    expect(status).toBe(1)
    expect(stdout).toContain('UNEXPECTED PASS filter-indices/hello-24-bits')
  })

  it('must be tests of the run, if that is all of them', () => {
    const known = knownFailures('nonsuch/test  BF-9  gone\n')
    const all = run(known, ...broken('refuses'))
    expect(all.status).toBe(1)
    expect(all.stdout).toContain('known to fail, and no test of this run: nonsuch/test')
    expect(run(known, '--only', 'filter-parameters', ...MODEL).status).toBe(0)
  })

  it.each(['nonsense', 'filter-indices/hello-24-bits  MSG-1  of another clause'])(
    'name the line that is wrong: %s',
    (line) => {
      const { status, stderr } = run(knownFailures(`# a\n${line}\n`), ...MODEL)
      expect(status).toBe(2)
      expect(stderr).toMatch(/known\.txt:2: /)
    },
  )
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

describe('an adapter that goes wrong', () => {
  const asked = ['adapter', '--only', 'xxh3/']
  /** For those of whom nothing comes anyway. */
  const hurried = [...asked, '--timeout', '0.5']
  const ONE = ['adapter', '--only', 'xxh3/0-bytes-without-seed']

  it.each([
    [
      'exits-at-once',
      asked,
      'could not run: no greeting: the process ended: exit code 3\nno such port',
    ],
    ['banner', asked, 'could not run: no greeting: not an answer to hello'],
    ['never-greets', hurried, 'could not run: no greeting: no answer in 1.5 s'],
  ])('before it has begun could not be run: %s', (mode, words, message) => {
    const { status, stdout, stderr } = conformance(...words, ...broken(mode))
    expect([status, stdout]).toEqual([3, ''])
    expect(stderr).toContain(message)
  })

  it('is not there', () => {
    const { status, stderr } = conformance(...asked, '--', '/nonsuch/adapter')
    expect(status).toBe(3)
    expect(stderr).toContain('/nonsuch/adapter cannot be started')
  })

  it('and dies each time has crashed', () => {
    const { status, results: ran } = results(...ONE, ...broken('dies'))
    expect([status, ran.tests.length]).toEqual([1, 1])
    expect(ran.tests[0]).toMatchObject({
      status: 'fail',
      problems: [{ message: 'crashed: the process ended: exit code 101' }],
      sent: [{ label: 'stderr', text: expect.stringContaining('out of bounds') }],
    })
  })

  it('and dies once is started again', () => {
    const { tests } = results(...ONE, ...broken('dies-once')).results
    expect(tests[0]?.problems?.[0]?.message).toBe(
      'byte 0 is the first that differs: 2d expected, 00 came',
    )
    expect(tests[0]?.why).toBe('when it was first asked: the process ended: exit code 101')
  })

  it('and is silent is given up in time', () => {
    const start = performance.now()
    const { results: ran } = results(...hurried, ...broken('silent'))
    expect(performance.now() - start).toBeLessThan(20_000)
    expect(ran.tests.map(({ status }) => status).slice(0, 4)).toEqual([
      'fail',
      'fail',
      'fail',
      'could-not-run',
    ])
  })

  it.each(['garbage', 'floods-a-line'])('and speaks nonsense has not failed: %s', (mode) => {
    const { status, results: ran } = results(...ONE, ...broken(mode))
    expect(status).toBe(3)
    expect(new Set(ran.tests.map((test) => test.status))).toEqual(new Set(['could-not-run']))
  })

  it('is killed with the suite', async () => {
    const args = [CONFORMANCE, ...asked, ...broken('has-a-child')]
    const suite = spawn(process.execPath, args, { stdio: 'ignore' })
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8') !== '', { timeout: 20_000 })
      .toBe(true)
    const pid = Number(readFileSync(file, 'utf8'))
    suite.kill('SIGTERM')
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false)
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

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
