import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { Adapter } from '../../src/adapter/adapter.js'
import type { PortProblem } from '../../src/suite/port.js'

const ADAPTER = fileURLToPath(new URL('support/adapter.mjs', import.meta.url))
const QUESTION = { op: 'xxh3', input: { element: '', seed: 0 } } as const

const folder = mkdtempSync(join(tmpdir(), 'adapter-'))
const file = join(folder, 'file')
const open: Adapter[] = []

function adapter(mode: string, options: { timeout?: number; lineLimit?: number } = {}): Adapter {
  const command = [process.execPath, ADAPTER, mode, file]
  const one = new Adapter({ command, timeout: 5000, ...options })
  open.push(one)
  return one
}

function problemOf(action: Promise<unknown>): Promise<PortProblem> {
  return action.then(
    (value) => expect.fail(`it answered ${JSON.stringify(value)}`),
    (problem) => problem,
  )
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
  rmSync(file, { force: true })
})

describe('an adapter', () => {
  it('greets and answers', async () => {
    const one = adapter('good')
    expect(await one.greet()).toMatchObject({ name: 'test', dialect: 'spec' })
    expect(await one.ask(QUESTION)).toEqual({ value: { hash: 'ffffffffffffffff' } })
    expect(one.answers).toBe(1)
  })

  it('is asked one thing at a time', async () => {
    const one = adapter('good')
    const answers = await Promise.all(Array.from({ length: 20 }, () => one.ask(QUESTION)))
    expect(answers).toHaveLength(20)
  })

  it('refuses by a category, and says what it has no notion of', async () => {
    expect(await adapter('refuses').ask(QUESTION)).toEqual({
      error: 'filter-size',
      detail: 'too many bytes',
    })
    expect(await adapter('has-no-notion').ask(QUESTION)).toEqual({ unsupported: 'no hash here' })
  })

  it('may count in 64 bits', async () => {
    const answer = await adapter('good').ask({ op: 'parameters', input: { count: 0 } })
    expect(answer).toEqual({ value: { bytes: 2 ** 60, hashes: 2 ** 63 } })
  })
})

describe('a greeting that does not come', () => {
  it.each([
    ['exits-at-once', 'no greeting: the process ended: exit code 3'],
    ['banner', /^no greeting: not an answer to hello: it is not JSON; it wrote Welcome to my/],
    ['other-protocol', /^no greeting: not an answer to hello: value\.protocol: /],
    ['no-hello', 'no greeting: it refuses hello'],
  ])('%s', async (mode, message) => {
    const problem = await problemOf(adapter(mode).greet())
    expect(problem).toMatchObject({ kind: 'absent', message: expect.stringMatching(message) })
  })

  it('is not waited for for ever', async () => {
    const problem = await problemOf(adapter('never-greets', { timeout: 300 }).greet())
    expect(problem).toMatchObject({ kind: 'absent', message: 'no greeting: no answer in 0.9 s' })
  })

  it('is not there where the program is not', async () => {
    const one = new Adapter({ command: ['/nonsuch/adapter'], timeout: 5000 })
    const problem = await problemOf(one.greet())
    expect(problem).toMatchObject({
      kind: 'absent',
      message: expect.stringContaining('/nonsuch/adapter cannot be started'),
    })
    await one.close()
  })
})

describe('an answer that is none', () => {
  it.each([
    ['dies', 'died', 'the process ended: exit code 101'],
    ['dies-by-signal', 'died', 'the process ended: SIGABRT'],
    ['garbage', 'garbage', 'not an answer to xxh3: it is not JSON; it wrote oops'],
    ['other-shape', 'garbage', /^not an answer to xxh3: value\.hash: /],
    ['other-id', 'garbage', /^not an answer to xxh3: it answers request 99, and was asked 2;/],
    ['other-category', 'garbage', /^not an answer to xxh3: error: /],
    ['floods-lines', 'garbage', 'it wrote a line unasked: x'],
  ])('%s', async (mode, kind, message) => {
    const problem = await problemOf(adapter(mode).ask(QUESTION))
    expect(problem).toMatchObject({ kind, message: expect.stringMatching(message) })
  })

  it('is not waited for for ever', async () => {
    const one = adapter('silent')
    await one.greet()
    const start = performance.now()
    expect(await problemOf(one.ask({ ...QUESTION, timeout: 300 }))).toMatchObject({
      kind: 'no-answer',
      message: 'no answer in 0.3 s',
    })
    expect(performance.now() - start).toBeLessThan(3000)
  })

  it('does not fill the memory', async () => {
    const one = adapter('floods-a-line', { lineLimit: 1_000_000, timeout: 30_000 })
    await one.greet()
    const before = process.memoryUsage().rss
    const problem = await problemOf(one.ask(QUESTION))
    expect(problem).toMatchObject({ kind: 'flood', message: 'a line of more than 1000000 bytes' })
    await sleep(500)
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
  })

  it('comes with the last that was written to stderr, and not with all', async () => {
    expect((await problemOf(adapter('dies').ask(QUESTION))).words).toContain('out of bounds')
    const { words } = await problemOf(adapter('floods-stderr').ask(QUESTION))
    expect(words).toHaveLength(64 * 1024)
  })

  it('spoils the next question, if it was not asked for', async () => {
    const one = adapter('says-more')
    expect(await one.ask(QUESTION)).toHaveProperty('value')
    await sleep(200)
    expect(await problemOf(one.ask(QUESTION))).toMatchObject({
      kind: 'garbage',
      message: 'it wrote a line unasked: and another thing',
    })
    expect(await one.ask(QUESTION)).toHaveProperty('value')
  })
})

describe('a process that has ended', () => {
  it.each(['dies-once', 'silent-once'])('is followed by another: %s', async (mode) => {
    const one = adapter(mode)
    await problemOf(one.ask({ ...QUESTION, timeout: 1000 }))
    expect(await one.ask(QUESTION)).toHaveProperty('value')
  })

  it('is not followed by another for what only it could answer', async () => {
    const one = adapter('good')
    await one.greet()
    const { process: first } = one
    first!.kill()
    const problem = await problemOf(one.ask({ op: 'dump', input: {}, process: first }))
    expect(problem.kind).toBe('died')
    await one.greet()
    expect(one.process).not.toBe(first)
  })

  it('leaves no child behind', async () => {
    const one = adapter('has-a-child')
    await problemOf(one.ask({ ...QUESTION, timeout: 1000 }))
    const pid = Number(readFileSync(file, 'utf8'))
    await expect.poll(() => existsSync(`/proc/${pid}`) && !isZombie(pid)).toBe(false)
  })

  it('has not ended by itself when it is closed, and is ended', async () => {
    const one = adapter('stays-when-closed')
    await one.ask(QUESTION)
    const { pid } = one.process!
    const start = performance.now()
    await one.close()
    expect(performance.now() - start).toBeLessThan(5000)
    expect(existsSync(`/proc/${pid}`)).toBe(false)
  })
})

/** Ended, and not yet taken note of by whoever inherited it. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}
