import type { Profile } from '@car-mirror/vectors'
import type { Spec } from '../spec/clause.js'
import type { Level, Results, TestResult } from '../suite/results.js'

/** The strictest first. */
const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'MAY']

/** The strictest of some clauses. */
export function strictest(requirements: readonly string[], { clauses }: Spec): Level {
  const levels = requirements.map((id) => clauses.get(id)?.level)
  return LEVELS.find((level) => levels.includes(level)) ?? 'MAY'
}

/** Whether what is of one level counts where another is asked for. */
function counts(level: Level, asked: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(asked)
}

/**
 * 0: nothing of the asked level fails. 1: something does, or the known failures are not those that
 * there are. 3: nothing was found out, or not all that was to be.
 * @param lost the port was given up, so that some tests were not put to it
 */
export function exitCode(
  tests: readonly TestResult[],
  unmatched: readonly string[],
  asked: Level,
  lost: boolean,
): 0 | 1 | 3 {
  const fails = tests.some(({ status, level }) => status === 'fail' && counts(level, asked))
  const passes = tests.some(({ status }) => status === 'unexpected-pass')
  if (fails || passes || unmatched.length > 0) return 1
  if (lost || tests.some(({ status }) => status === 'harness-error')) return 3
  return tests.some(({ status }) => FOUND_OUT.has(status)) ? 0 : 3
}

const FOUND_OUT: ReadonlySet<string> = new Set(['pass', 'fail', 'expected-fail', 'unexpected-pass'])

/** How many of the tests of a profile a port passes, of those that it can be put to. */
export function passedOf(
  tests: readonly TestResult[],
  profile: Profile,
): { passed: number; of: number } {
  const judged = tests.filter((test) => test.profile === profile && FOUND_OUT.has(test.status))
  const passed = judged.filter(({ status }) => status === 'pass' || status === 'unexpected-pass')
  return { passed: passed.length, of: judged.length }
}

/**
 * Clauses at which a port deviates from the specification, in the order of the text: those that a
 * failed test names, or of these the one that is known to be to blame.
 */
export function deviations(tests: readonly TestResult[], { clauses }: Spec): string[] {
  const named = new Set(
    tests
      .filter(({ profile, status }) => profile === 'spec' && /^(expected-)?fail$/.test(status))
      .flatMap(({ requirements, clause }) => (clause === undefined ? requirements : [clause])),
  )
  return [...clauses.keys()].filter((id) => named.has(id))
}

/** `conforms to rs (135 of 135); deviates from the specification at BF-9, HTTP-1` */
export function verdict({ port, tests }: Pick<Results, 'port' | 'tests'>, spec: Spec): string {
  const differing = deviations(tests, spec)
  const own = passedOf(tests, port.dialect)
  const text =
    differing.length === 0
      ? 'conforms to the specification'
      : `deviates from the specification at ${differing.join(', ')}`
  const ofText = passedOf(tests, 'spec')
  if (port.dialect === 'spec') return own.of === 0 ? 'nothing was found out' : counted(text, ofText)
  if (own.of + ofText.of === 0) return 'nothing was found out'
  const ofDialect = own.passed === own.of ? 'conforms to' : 'deviates from'
  return [
    ...(own.of > 0 ? [counted(`${ofDialect} ${port.dialect}`, own)] : []),
    ...(ofText.of > 0 ? [counted(text, ofText)] : []),
  ].join('; ')
}

function counted(text: string, { passed, of }: { passed: number; of: number }): string {
  return `${text} (${passed} of ${of})`
}
