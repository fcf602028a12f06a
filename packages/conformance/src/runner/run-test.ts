import type { Port, PortProblem } from '../suite/port.js'
import type { Status } from '../suite/results.js'
import type { Finding, Problem, Shown, Test, TestContext } from '../suite/test.js'
import { type Attempt, attempt } from './attempt.js'

export interface Judged {
  readonly status: Status
  readonly why?: string | undefined
  readonly problems?: readonly Problem[] | undefined
  readonly sent?: readonly Shown[] | undefined
  /** The port did not answer as a port does: it died, was silent, or spoke nonsense. */
  readonly trouble?: PortProblem | undefined
  /** It cannot be started any more. */
  readonly gone?: boolean | undefined
}

interface TestRun extends Omit<TestContext, 'signal'> {
  /** It is known to fail, so that nothing is learned from failing twice. */
  readonly isKnown: boolean
}

/**
 * Runs a test. If the port dies or is silent meanwhile, it is started anew and the test is repeated: only
 * what happens twice is the port's doing.
 */
export async function runTest(test: Test, port: Port, run: TestRun): Promise<Judged> {
  if (!hasNeed(port, test)) return { status: 'unsupported', why: `no ${needOf(test)}` }
  const first = await attempt(test, port, run)
  if (!('problem' in first) || !isTrouble(first.problem)) return judged(first)
  const gone = await restarted(port)
  if (gone) return { ...judged(first), trouble: first.problem, gone: true }
  if (run.isKnown) return { ...judged(first), trouble: first.problem }
  const second = await attempt(test, port, run)
  if (!('problem' in second) || !isTrouble(second.problem)) {
    const { why, ...rest } = judged(second)
    const repeated = `when it was first asked: ${first.problem.message}`
    return { ...rest, why: why === undefined ? repeated : `${why}; ${repeated}` }
  }
  const lost = await restarted(port)
  return { ...judged(second), trouble: second.problem, gone: lost }
}

function hasNeed({ subject, server, client }: Port, { needs }: Test): boolean {
  if (needs === 'server') return server !== undefined
  if (needs === 'client') return client !== undefined
  return Object.hasOwn(subject, needs)
}

function needOf({ needs }: Test): string {
  return needs === 'server' || needs === 'client' ? needs : `operation ${needs}`
}

/** Whether there is something wrong with the port itself. */
function isTrouble({ kind }: PortProblem): boolean {
  return kind !== 'unsupported' && kind !== 'unprepared' && kind !== 'absent'
}

/** Whether it is gone for good. */
async function restarted({ restart }: Port): Promise<boolean> {
  try {
    await restart?.()
    return false
  } catch {
    return true
  }
}

function judged(attempt: Attempt): Judged {
  if ('finding' in attempt) return found(attempt.finding)
  if ('problem' in attempt) return troubled(attempt.problem)
  const { fault } = attempt
  const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  return { status: 'harness-error', why }
}

function found(finding: Finding): Judged {
  return finding
}

/** What a port that is silent or dies has not done is a failure; what it was not asked is not. */
function troubled({ kind, message, words }: PortProblem): Judged {
  if (kind === 'unsupported') return { status: 'unsupported', why: message }
  const sent = words ? [{ label: 'stderr', text: words.slice(-STDERR_SHOWN) }] : undefined
  if (kind === 'died')
    return { status: 'fail', problems: [{ message: `crashed: ${message}` }], sent }
  if (kind === 'no-answer') return { status: 'fail', problems: [{ message }], sent }
  const absent = kind === 'absent'
  return { status: 'could-not-run', why: message, sent, gone: absent }
}

const STDERR_SHOWN = 2000
