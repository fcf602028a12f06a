// Results as a run makes them, without a run: for looking at the report, and for testing it.

const sentences = [
  'expected to be refused as car-truncated, was taken',
  'refused as message: unexpected EOF',
  'crashed: the process ended: exit code 2',
  'The server is wedged: no answer to a pull of a root that is not there within 10 s.',
  'The client reports a complete transfer when the server leaves a block out.',
  'The server stored bytes that do not hash to their CID: …2cf24dba5fb0.',
]

const others = ['unexpected-pass', 'harness-error', 'expected-fail', 'could-not-run', 'unsupported']

export function fakeResults(clauses, options = {}) {
  const { name = 'a-port', dialect = 'rs', count = 400, failing = 4, bytes = 4096 } = options
  const words = options.words ?? 'as it says'
  const testable = clauses.filter(({ layer }) => layer !== 'untestable')
  const random = generator(7 + count + failing + name.length)
  const tests = Array.from({ length: count }, (_, i) => {
    const clause = testable[i % testable.length]
    const status = i % 10 < failing ? 'fail' : i % 10 === 9 ? others[((i / 10) % 5) | 0] : 'pass'
    return fakeTest({ i, clause, status, dialect, words, random, bytes, testable })
  })
  const has = (status) => tests.some((test) => test.status === status)
  return {
    format: 1,
    suite: { version: '1.2.3', vectors: '0.1.0' },
    port: { name, version: '0.1.0', dialect, command: `./adapter --quiet ${words}` },
    seed: 1,
    level: 'MAY',
    started: '2026-11-26T15:44:10.123Z',
    milliseconds: 230_100,
    exitCode: has('fail') || has('unexpected-pass') ? 1 : 0,
    unmatched: [`known/but-gone ${words}`],
    tests,
  }
}

function fakeTest({ i, clause, status, dialect, words, random, bytes, testable }) {
  const second = testable[(i * 7 + 3) % testable.length]
  const known = status === 'expected-fail' || status === 'unexpected-pass'
  const told = status === 'could-not-run' || status === 'unsupported' || status === 'harness-error'
  return {
    id: `area-${i % 12}/case-${i}`,
    layer: clause.layer,
    profile: status === 'pass' && i % 5 === 4 ? dialect : 'spec',
    requirements: [...new Set([clause.id, second.id])],
    level: clause.level,
    about: `What comes of case ${i}, ${words}`,
    status,
    milliseconds: i,
    ...((status === 'fail' || status === 'expected-fail') && {
      problems: problems(i, random, bytes, words),
      sent: sent(i, random, bytes, words),
    }),
    ...(told && { why: `no operation of that kind, ${words}\n    at somewhere (of ours)` }),
    ...(known && { clause: clause.id, reason: `R${i % 16}: differs, ${words}` }),
    again: `npm run -s conformance -- adapter --only area-${i % 12}/case-${i} -- ./adapter '${words}'`,
  }
}

function problems(i, random, bytes, words) {
  const expected = hexOf(random, 1 + (random() % bytes))
  const at = random() % (expected.length / 2)
  const flipped = (Number.parseInt(expected.slice(2 * at, 2 * at + 2), 16) ^ 255).toString(16)
  const actual = expected.slice(0, 2 * at) + flipped.padStart(2, '0') + expected.slice(2 * at + 2)
  const list = Array.from({ length: 16 }, () => random() % 1000)
  const other = list.map((value, place) => (place === 5 ? value + 1 : value))
  return [
    [{ at: 'body', message: `byte ${at} differs`, expected, actual, hex: true, differsAt: at }],
    [{ at: 'has', message: words, expected: JSON.stringify(list), actual: JSON.stringify(other) }],
    [{ message: `${sentences[i % sentences.length]} ${words}` }],
  ][i % 3]
}

function sent(i, random, bytes, words) {
  if (i % 2 === 0) {
    const text = JSON.stringify({ body: hexOf(random, 60), hashes: 8, note: words })
    return [{ label: 'input of pull.decode', text }]
  }
  return [
    { label: `request 1: POST /dag/pull/${words}`, hex: hexOf(random, 1 + (random() % bytes)) },
    { label: 'answer 1: 200', hex: '00'.repeat(random() % bytes) },
    { label: 'stderr', text: `panic: ${words}` },
  ]
}

function hexOf(random, length) {
  return Array.from({ length }, () => (random() & 255).toString(16).padStart(2, '0')).join('')
}

/** Numbers that are the same in each run: the linear generator of Numerical Recipes. */
function generator(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
}
