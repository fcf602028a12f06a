import type { Status } from '../suite/results.js'

/** The most telling first: what a cell that can show only one shows. */
export const statuses: readonly Status[] = [
  'fail',
  'unexpected-pass',
  'harness-error',
  'expected-fail',
  'could-not-run',
  'pass',
  'unsupported',
]

/** Beside each colour, for who does not see it. */
export const symbols: Readonly<Record<Status, string>> = {
  fail: '✗',
  'unexpected-pass': '↑',
  'harness-error': '!',
  'expected-fail': '~',
  'could-not-run': '?',
  pass: '✓',
  unsupported: '–',
}

export const statusWords: Readonly<Record<Status, string>> = {
  fail: 'fails',
  'unexpected-pass': 'passes, known to fail',
  'harness-error': 'fault of the suite',
  'expected-fail': 'known to fail',
  'could-not-run': 'could not run',
  pass: 'passes',
  unsupported: 'unsupported',
}

export function isFailure(status: Status): boolean {
  return status === 'fail' || status === 'expected-fail'
}
