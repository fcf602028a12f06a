import type { Port } from '../suite/port.js'
import type { Level, Status, TestResult } from '../suite/results.js'
import type { Test, TestContext } from '../suite/test.js'
import type { KnownFailure } from './known-failures.js'
import { type Judged, runTest } from './run-test.js'

/** Tests in a row in which the port is silent from beginning to end, before it is given up. */
const SILENCES = 3
/** Likewise of those in which it dies, or speaks nonsense. */
const TROUBLES = 10

export interface RunOptions extends Omit<TestContext, 'signal'> {
  readonly known: readonly KnownFailure[]
  readonly levelOf: (test: Test) => Level
  /** The command that repeats a test. */
  readonly again: (test: Test) => string
  /** Told before each test how many are done, and after it what came of it. */
  readonly onStart?: (test: Test, done: number) => void
  readonly onResult?: (result: TestResult) => void
}

export interface Ran {
  readonly results: readonly TestResult[]
  /** Something could not be found out because of the port itself: it was given up, or spoke nonsense. */
  readonly lost: boolean
}

/** Runs tests one after the other. Nothing that a port does ends it early but its being gone. */
export async function runTests(
  tests: readonly Test[],
  port: Port,
  options: RunOptions,
): Promise<Ran> {
  const known = new Map(options.known.map((failure) => [failure.id, failure]))
  const patience = new Patience(port)
  const results: TestResult[] = []
  let nonsense = false
  for (const test of tests) {
    options.onStart?.(test, results.length)
    const failure = known.get(test.id)
    const start = performance.now()
    const judged: Judged = patience.lost
      ? { status: 'could-not-run', why: patience.lost }
      : await runTest(test, port, { ...options, isKnown: failure !== undefined })
    patience.note(judged)
    nonsense ||= judged.trouble !== undefined && judged.status === 'could-not-run'
    const result = resultOf(test, judged, failure, {
      level: options.levelOf(test),
      milliseconds: Math.round(performance.now() - start),
      again: options.again(test),
    })
    results.push(result)
    options.onResult?.(result)
  }
  return { results, lost: nonsense || patience.lost !== undefined }
}

/** Gives a port up that has stopped to answer at all. */
class Patience {
  readonly #port: Port
  #heard = 0
  #silences = 0
  #troubles = 0
  #lost: string | undefined

  constructor(port: Port) {
    this.#port = port
    this.#heard = port.heard?.() ?? 0
  }

  /** Why nothing more is asked. */
  get lost(): string | undefined {
    return this.#lost
  }

  note({ status, trouble, gone, why }: Judged): void {
    if (this.#lost !== undefined) return
    if (gone) this.#lost = `the port is gone: ${trouble?.message ?? why}`
    const heard = this.#port.heard?.() ?? this.#heard
    const answered = heard > this.#heard || (trouble === undefined && status !== 'unsupported')
    this.#heard = heard
    if (answered) {
      this.#silences = 0
      this.#troubles = 0
    }
    if (trouble === undefined) return
    this.#troubles++
    this.#silences = trouble.kind === 'no-answer' ? this.#silences + 1 : 0
    if (answered || (this.#silences < SILENCES && this.#troubles < TROUBLES)) return
    this.#lost ??= `the port was given up after ${this.#troubles} tests without one answer: ${trouble.message}`
  }
}

function resultOf(
  test: Test,
  { status, why, problems, sent }: Judged,
  known: KnownFailure | undefined,
  rest: Pick<TestResult, 'level' | 'milliseconds' | 'again'>,
): TestResult {
  const { id, layer, profile, requirements, about } = test
  return {
    id,
    layer,
    profile,
    requirements,
    about,
    ...rest,
    status: known === undefined ? status : asKnown(status),
    ...(why !== undefined && { why }),
    ...(problems !== undefined && { problems }),
    ...(sent !== undefined && { sent }),
    ...(known !== undefined && { clause: known.clause, reason: known.reason }),
  }
}

function asKnown(status: Status): Status {
  if (status === 'fail') return 'expected-fail'
  return status === 'pass' ? 'unexpected-pass' : status
}
