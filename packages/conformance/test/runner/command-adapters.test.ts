import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { beforeEach, describe, expect, it } from 'vitest'
import { broken, CONFORMANCE, conformance, left, results } from './command-support.js'

beforeEach(() => rmSync(left, { force: true }))

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
      .poll(() => existsSync(left) && readFileSync(left, 'utf8') !== '', { timeout: 20_000 })
      .toBe(true)
    const pid = Number(readFileSync(left, 'utf8'))
    suite.kill('SIGTERM')
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false)
  })
})

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
