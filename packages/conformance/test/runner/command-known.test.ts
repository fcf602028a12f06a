import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { broken, conformance, folder, MODEL } from './command-support.js'

/** Known failures that are none: the model conforms. */
function knownFailures(text: string): string {
  const known = join(folder, 'known.txt')
  writeFileSync(known, text)
  return known
}

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
