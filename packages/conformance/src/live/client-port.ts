import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fromHex, type Profile, toHex } from '@car-mirror/vectors'
import { Model } from '../model/model.js'
import { loadSpec } from '../spec/load.js'
import { type Job, type JobEnd, type Port, PortProblem, type Stored } from '../suite/port.js'
import { cidOfText, textOfCid } from '../wire/cid-text.js'
import type { Direction } from '../wire/form.js'
import { CannotPrepare } from './cannot-prepare.js'
import { carOfMany, rootsOf } from './content.js'
import { type Exit, GroupProcess } from './group-process.js'

export interface CommandPortOptions {
  /**
   * The words of a command, with `{url}` and `{root}` (or `{roots}`, for several) in them, and for what
   * it holds at first `{car}`, a file with those blocks, and `{store}`, an empty directory.
   */
  readonly command: readonly string[]
  /** What it does. */
  readonly direction: Direction
  readonly dialect: Profile
  /** A line for the shell that prints the CIDs in `{store}`, one a line. */
  readonly dump?: string | undefined
  /** Milliseconds for one transfer, if a job does not say. */
  readonly timeout: number
}

/**
 * A client that is known by its command alone: exit code 0 means complete, any other that it is not.
 * @throws PortProblem `absent` for a command without `{url}`
 */
export function commandPort(options: CommandPortOptions): Port {
  const { command, direction, dialect } = options
  if (!command.some((word) => word.includes('{url}'))) {
    throw new PortProblem(
      'absent',
      `${command.join(' ')}: it is not told where the server is: {url}`,
    )
  }
  const does = (asked: Direction) => (job: Job) => {
    if (asked === direction) return transfer(options, job)
    return Promise.reject(new PortProblem('unsupported', `the command does a ${direction}`))
  }
  return {
    name: command[0] ?? '',
    version: '',
    dialect,
    subject: {},
    client: {
      pull: does('pull'),
      push: ({ coldCall, ...job }) => free(coldCall) ?? does('push')(job),
    },
    close: async () => {},
  }
}

/** How much goes first is the command's own choice. */
function free(coldCall: string | undefined): Promise<never> | undefined {
  if (coldCall === undefined) return undefined
  return Promise.reject(
    new PortProblem('unsupported', 'the first round is the choice of the command'),
  )
}

const model = new Model(loadSpec().pins)

async function transfer(options: CommandPortOptions, job: Job): Promise<JobEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'car-mirror-client-'))
  try {
    const places = { store: join(folder, 'store'), car: join(folder, 'store.car') }
    const words = wordsFor(options, job, places)
    await mkdir(places.store)
    const blocks = job.store.map(({ cid, bytes }) => ({ cid: fromHex(cid), bytes: fromHex(bytes) }))
    const roots = blocks.length > 0 ? rootsOf(model, blocks) : job.roots.map(fromHex)
    await writeFile(places.car, carOfMany(roots, blocks))
    const { code, said } = await run(words, job.timeout)
    const stored = options.dump && (await dumped(options.dump, places.store, job.timeout))
    return {
      complete: code === 0,
      unavailable: undefined,
      stored: stored || undefined,
      exitCode: code,
      detail: `exit code ${code}\n${said}`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @throws CannotPrepare for a job that the command cannot be told */
function wordsFor(
  { command }: CommandPortOptions,
  { url, roots, store, diff, fault }: Job,
  places: { readonly store: string; readonly car: string },
): string[] {
  const has = (name: string) => command.some((word) => word.includes(`{${name}}`))
  if (roots.length > 1 && !has('roots')) throw new CannotPrepare('several roots need {roots}')
  if (store.length > 0 && !has('car')) throw new CannotPrepare('blocks to begin with need {car}')
  if (diff !== undefined) throw new CannotPrepare('a command is not told of a related root')
  if (fault !== undefined) throw new CannotPrepare('the store of a command cannot be made to fail')
  const texts = roots.map((root) => textOfCid(fromHex(root)))
  const values = { url, root: texts[0]!, roots: texts.join(' '), ...places }
  return command.flatMap((word) => (word === '{roots}' ? texts : filled(word, values)))
}

function filled(word: string, values: Readonly<Record<string, string>>): string {
  return word.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** Characters of what a command printed that are kept with its result. */
const SAID = 2000

async function run(
  command: string | readonly string[],
  timeout: number,
): Promise<{ code: number; said: string; out: string }> {
  const process = new GroupProcess(command)
  const late = new AbortController()
  try {
    const exit = await Promise.race([
      process.exit,
      sleep(timeout, undefined, { signal: late.signal }),
    ])
    const said = process.words.slice(-SAID)
    if (exit === undefined) {
      throw new PortProblem('no-answer', `it did not end within ${timeout} ms`, undefined, said)
    }
    return { code: codeOf(exit, said), said, out: process.out }
  } finally {
    late.abort()
    await process.kill()
  }
}

/** @throws PortProblem `absent` if it could not be started, `died` if a signal ended it */
function codeOf({ code, signal, error }: Exit, said: string): number {
  if (error) throw new PortProblem('absent', `it cannot be started: ${error.message}`, error)
  if (code === null) throw new PortProblem('died', `${signal} ended it`, undefined, said)
  return code
}

async function dumped(line: string, store: string, timeout: number): Promise<Stored[]> {
  const { code, out, said } = await run(filled(line, { store }), timeout)
  if (code !== 0) throw new CannotPrepare(`the dump ends with ${code}: ${said}`)
  return out
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => {
      const cid = cidOfText(text)
      if (cid === undefined) throw new CannotPrepare(`the dump has what is no CID: ${text}`)
      return { cid: toHex(cid), sha256: '' }
    })
}
