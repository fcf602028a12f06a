import { describe, expect, it } from 'vitest'
import { renderReport } from '../../src/report/render-report.js'
import { loadSpec } from '../../src/spec/load.js'
import type { Results, TestResult } from '../../src/suite/results.js'
import { fakeResults } from './fakes.js'

const spec = loadSpec()
const clauses = [...spec.clauses.values()]
const testable = clauses.filter(({ layer }) => layer !== 'untestable')
const results = fakeResults(clauses)
const page = renderReport([results], spec)

describe('the report of one port', () => {
  it('says whose it is, how it came about, and the verdict', () => {
    const head = page.slice(page.indexOf('<header'), page.indexOf('</header>'))
    expect(head).toContain('<h1>a-port <small>0.1.0</small></h1>')
    for (const fact of ['rs', './adapter --quiet as it says', '1.2.3, vectors 0.1.0']) {
      expect(head).toContain(fact)
    }
    expect(head).toContain('2026-11-26 15:44 UTC')
    expect(head).toContain('3 min 50 s')
    expect(head).toContain('Conforms to <b>rs</b>')
    expect(head).toContain('Deviates from <b>the specification</b> at')
    expect(head).toContain('known/but-gone')
  })

  it('has every testable clause in its overview, also the untested', () => {
    const few = renderReport([withTests(results, results.tests.slice(0, 3))], spec)
    const overview = between(few, '<section class="overview"', '</section>')
    const missing = testable.filter(({ id }) => !overview.includes(`>${id}</a>`))
    expect(missing).toEqual([])
    expect(overview).toContain(
      `${testable.length - namedBy(results.tests.slice(0, 3))} of them without a test`,
    )
    expect(overview).toContain('<tr class="untested">')
  })

  it('says why clauses were not judged, where it is known', () => {
    const why = 'nothing <shows> it'
    const some = renderReport([{ ...results, unjudged: [{ clause: 'RND-26', why }] }], spec)
    const overview = between(some, '<section class="overview"', '</section>')
    expect(overview).toContain('<a href="#clause=RND-26">RND-26</a>: nothing &lt;shows&gt; it')
    expect(page).not.toContain('Not judged in this run')
  })

  it('counts in a cell what the tests of that clause and layer came to', () => {
    const of = (status: TestResult['status'], id: string) => test({ id, status, clauses: ['BF-9'] })
    const some = [of('fail', 'a/1'), of('pass', 'a/2'), of('fail', 'a/3'), of('pass', 'a/4')]
    const row = rowOf(renderReport([withTests(results, some)], spec), 'BF-9')
    expect(row).toContain('2 of 4 fails')
    expect(row).toContain('#clause=BF-9&amp;layer=codec&amp;profile=spec')
    expect(row).toContain('<span class="symbol">✗</span> 2')
  })

  it('counts a known failure only at the clause to blame', () => {
    const known = test({ id: 'a/1', status: 'expected-fail', clauses: ['BF-9', 'BF-10'] })
    const some = renderReport([withTests(results, [{ ...known, clause: 'BF-10' }])], spec)
    expect(rowOf(some, 'BF-10')).toContain('1 of 1 known to fail')
    expect(rowOf(some, 'BF-9')).toContain('no test')
  })

  it('has each test once, and of each failure the message and the command', () => {
    for (const { id, problems, again } of results.tests) {
      expect(page.split(`data-id="${id}"`)).toHaveLength(2)
      for (const { message } of problems ?? []) expect(page).toContain(message)
      if (problems) expect(page).toContain(again!.replaceAll("'", '&#39;'))
    }
  })

  it('tells a wedge and a crash from other failures', () => {
    const fails = (id: string, message: string) => {
      return { ...test({ id, status: 'fail', clauses: ['SEC-1'] }), problems: [{ message }] }
    }
    const some = renderReport(
      [
        withTests(results, [
          fails('a/crash', 'The server has crashed on a pull: socket hang up.'),
          fails('a/exit', 'crashed: the process ended: exit code 2'),
          fails(
            'a/wedge',
            'The client does not end by itself when asked: 1 request in 20 s, and no end.',
          ),
          fails('a/late', 'answers[0]: request 1: no answer within 10000 ms'),
          fails('a/other', 'The answer to a pull lacks 2 of 3 blocks: a, b.'),
        ]),
      ],
      spec,
    )
    const how = (id: string) =>
      new RegExp(`data-id="${id}"[^>]* data-how="([^"]*)"`).exec(some)?.[1]
    expect(['a/crash', 'a/exit', 'a/wedge', 'a/late', 'a/other'].map(how)).toEqual([
      ...['crash', 'crash', 'no-end', 'no-end', 'value'],
    ])
    expect(cardOf(some, 'a/crash')).toContain('<span class="how crash">crashes</span>')
    expect(cardOf(some, 'a/other')).not.toContain('class="how')
  })

  it('shows the text of the clause, and the reason of a known failure', () => {
    const group = between(page, '<section class="group">', '</section>')
    const id = /<a class="id" href="#([A-Z]+-\d+)">/.exec(group)![1]!
    expect(group).toContain(spec.clauses.get(id)!.text.slice(0, 30))
    const known = results.tests.find(({ status }) => status === 'expected-fail')!
    expect(page).toContain(`<p class="reason"><b>Known:</b> ${known.reason}</p>`)
  })

  it('folds what is not to be read first', () => {
    const open = [...page.matchAll(/<details class="part" data-status="([^"]+)"( open)?>/g)]
    expect(open.map(([, status, isOpen]) => [status, isOpen !== undefined])).toEqual([
      ['fail', true],
      ['unexpected-pass', true],
      ['harness-error', true],
      ['expected-fail', true],
      ['could-not-run', false],
      ['unsupported', false],
      ['pass', false],
    ])
  })

  it('loads nothing, and has no id twice', () => {
    expect(page).not.toMatch(/<(link|img|iframe|object|embed|base|source|use)\b/i)
    expect(page).not.toMatch(/\ssrc=|@import|url\(/i)
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('can be made of a run that found out nothing', () => {
    const bare = renderReport([{ ...withTests(results, []), exitCode: 3, unmatched: [] }], spec)
    expect(bare).toContain('Nothing was found out.')
    expect(bare).toContain('3: not all could be found out')
    const text = bare.slice(0, bare.indexOf('<script'))
    expect(/undefined|NaN|\[object/.exec(text)).toBeNull()
  })

  it('shows a port that conforms as one', () => {
    const all = testable.map(({ id, layer }, i) =>
      test({ id: `a/${i}`, status: 'pass', clauses: [id], layer: layer as TestResult['layer'] }),
    )
    const port = { ...results.port, dialect: 'spec' as const }
    const good = renderReport(
      [{ ...withTests(results, all), port, exitCode: 0, unmatched: [] }],
      spec,
    )
    expect(good).toContain('Conforms to <b>the specification</b>')
    expect(good).not.toContain('class="manners"')
    expect(good).toContain('0: nothing fails at every level that is not known to')
  })
})

describe('the report of several ports', () => {
  const other = fakeResults(clauses, { name: 'b-port', dialect: 'go', count: 300, failing: 1 })
  const both = renderReport([results, other], spec)

  it('has a row for each testable clause, and in it a cell for each port', () => {
    const matrix = between(both, '<table class="matrix">', '</table>')
    const rows = testable.map(({ id }) => between(matrix, `data-clause-row="${id}"`, '</tr>'))
    expect(rows.filter((row) => row.split('<td>').length !== 3)).toEqual([])
    expect(rows[0]).toContain('#port=0&amp;clause=')
    expect(rows[0]).toContain('#port=1&amp;clause=')
  })

  it('has all of each port, and every link says of which', () => {
    expect(both).toContain('<div class="findings" data-port="1">')
    const links = [...both.matchAll(/href="#([^"]*=[^"]*)"/g)].map((match) => match[1]!)
    expect(links.length).toBeGreaterThan(1000)
    expect(links.filter((link) => !/^port=[01]/.test(link))).toEqual([])
  })

  it('tells two runs of one port apart', () => {
    const twice = renderReport([results, results], spec)
    expect(twice).toContain('<option value="0">a-port 0.1.0 (1)</option>')
    expect(twice).toContain('<option value="1">a-port 0.1.0 (2)</option>')
  })
})

function withTests(from: Results, tests: readonly TestResult[]): Results {
  return { ...from, tests }
}

function test({
  id,
  status,
  clauses,
  layer = 'codec',
}: {
  id: string
  status: TestResult['status']
  clauses: readonly string[]
  layer?: TestResult['layer']
}): TestResult {
  const rest = { profile: 'spec', level: 'MUST', about: 'about', milliseconds: 1 } as const
  return { id, status, requirements: clauses, layer, ...rest }
}

function namedBy(tests: readonly TestResult[]): number {
  return new Set(tests.flatMap(({ requirements }) => requirements)).size
}

function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from)
  expect(start).toBeGreaterThan(-1)
  return text.slice(start, text.indexOf(to, start))
}

function rowOf(text: string, clause: string): string {
  return between(text, `<a href="#clause=${clause}">${clause}</a> <span class="title"`, '</tr>')
}

function cardOf(text: string, id: string): string {
  return between(text, `data-id="${id}"`, '<div class="body">')
}
