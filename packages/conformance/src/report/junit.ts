import type { Results, TestResult } from '../suite/results.js'
import { visible } from './in-page/visible.js'
import { clausesOf } from './tally.js'

/**
 * The results as JUnit XML, one suite for each layer. What fails and is not known to, and what passes
 * and is known to fail, is a failure; a fault of the suite is an error; what is known to fail, what the
 * port does not have and what could not run is skipped, with the reason.
 */
export function junit(results: Results): string {
  const { tests, milliseconds, port } = results
  const layers = [...new Set(tests.map(({ layer }) => layer))]
  const suites = layers.map((layer) =>
    suite(
      results,
      layer,
      tests.filter((test) => test.layer === layer),
    ),
  )
  const names = `${attribute('name', `${port.name} ${port.version}`)} ${counts(tests)}`
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${names} time="${seconds(milliseconds)}">
${suites.join('\n')}
</testsuites>
`
}

function suite(results: Results, layer: string, tests: readonly TestResult[]): string {
  const { port, started, seed } = results
  const time = tests.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  const properties = [
    ['dialect', port.dialect],
    ['command', port.command],
    ['seed', String(seed)],
  ] as const
  // Of ISO 8601 the schema takes only the seconds, and takes them to be UTC.
  const timestamp = started.replace(/\.\d+Z$|Z$/, '')
  return [
    `  <testsuite ${attribute('name', `${port.name} ${layer}`)} ${counts(tests)} ${attribute('timestamp', timestamp)} time="${seconds(time)}">`,
    '    <properties>',
    ...properties.map(
      ([name, value]) => `      <property name="${name}" ${attribute('value', value)}/>`,
    ),
    '    </properties>',
    ...tests.map((test) => testcase(port.name, test)),
    '  </testsuite>',
  ].join('\n')
}

function testcase(port: string, test: TestResult): string {
  const { id, layer, milliseconds } = test
  const open = `    <testcase ${attribute('classname', `${port}.${layer}`)} ${attribute('name', id)} time="${seconds(milliseconds)}"`
  const end = endOf(test)
  if (end === undefined) return `${open}/>`
  const { tag, message, text } = end
  // What is skipped has no text of its own in the schemas that there are.
  const body =
    text === '' || tag === 'skipped'
      ? '/>'
      : ` ${attribute('type', typeOf(test))}>${escaped(text)}</${tag}>`
  return `${open}>\n      <${tag} ${attribute('message', message)}${body}\n    </testcase>`
}

interface End {
  readonly tag: 'failure' | 'error' | 'skipped'
  readonly message: string
  readonly text: string
}

function endOf(test: TestResult): End | undefined {
  const { status, why = 'no reason is given', reason = 'no reason is given', about, again } = test
  const clauses = clausesOf(test).join(' ')
  const problems = (test.problems ?? []).map(({ at, message }) =>
    at === undefined ? message : `${at}: ${message}`,
  )
  const text = [about, ...problems, ...(again === undefined ? [] : [again])].join('\n')
  switch (status) {
    case 'pass':
      return undefined
    case 'fail':
      return { tag: 'failure', message: `[${clauses}] ${problems[0] ?? 'fails'}`, text }
    case 'unexpected-pass':
      return { tag: 'failure', message: `[${clauses}] passes, known to fail: ${reason}`, text }
    case 'harness-error':
      return { tag: 'error', message: `fault of the suite: ${why.split('\n', 1)[0]}`, text: why }
    case 'expected-fail':
      return { tag: 'skipped', message: `[${clauses}] known to fail: ${reason}`, text: '' }
    case 'unsupported':
      return { tag: 'skipped', message: `unsupported: ${why}`, text: '' }
    case 'could-not-run':
      return { tag: 'skipped', message: `could not run: ${why}`, text: '' }
  }
}

/** The clause to look at first. */
function typeOf(test: TestResult): string {
  return clausesOf(test)[0] ?? test.status
}

function counts(tests: readonly TestResult[]): string {
  const tags = tests.map((test) => endOf(test)?.tag)
  const count = (tag: End['tag']) => tags.filter((one) => one === tag).length
  return `tests="${tests.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3)
}

function attribute(name: string, value: string): string {
  return `${name}="${escaped(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`
}

/** Characters that XML cannot have, and those that hide, stand as `\u{0}`. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
}
