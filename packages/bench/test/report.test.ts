import { expect, it } from 'vitest'
import { outcomes } from '../src/report/outcomes.js'
import { renderPage } from '../src/report/page.js'
import { readmeText } from '../src/report/readme.js'
import { textReport } from '../src/report/text.js'
import { problemsOf, type Results } from '../src/results.js'
import type { Fact, Row, Section } from '../src/section.js'

const once = (median: number) => ({ median, low: median, high: median, runs: 1 })
const row: Row = {
  work: 'chain of 10,000, pull',
  opponent: 'Rust',
  unit: 'ms',
  ours: once(500),
  theirs: once(1500),
  ratio: { median: 3, low: 2.5, high: 4, runs: 5 },
  goal: 1,
  pairs: [
    [500, 1500],
    [510, 1490],
  ],
}

function results(section: Partial<Section>, extent: Results['extent'] = 'normal'): Results {
  const whole = {
    name: 'end-to-end',
    title: 'End to end',
    rows: [],
    facts: [],
    plots: [],
    notes: [],
  }
  const machine = { cpu: 'A CPU', cores: 2, memory: 2 ** 33, system: 'x', node: 'v20.19.0' }
  return {
    date: '2026-01-31T12:30:00.000Z',
    command: 'npm run bench',
    extent,
    machine: { ...machine, rustc: undefined, go: undefined },
    seconds: 60,
    sections: [{ ...whole, ...section }],
  }
}

it('says of each goal whether it is reached, missed, not proven, or could not be tried', () => {
  const rows = [
    row,
    { ...row, goal: 3.5 },
    { ...row, goal: 3.5, atLeast: true as const },
    { ...row, goal: 2.5, atLeast: true as const },
  ]
  const absent = [{ work: 'chain of 10,000, push', opponent: 'Go', why: 'go is not on PATH' }]
  const states = outcomes(results({ rows, absent })).map(({ state }) => state)
  expect(states).toEqual(['reached', 'missed', 'not proven', 'reached', 'could not run'])
})

it('prints a row with its pairs where they are asked for', () => {
  const lines = textReport(results({ rows: [row] }), true)
  const at = lines.findIndex((line) => line.startsWith('chain of 10,000, pull'))
  expect(lines[at]).toMatch(/Rust +500 ms +1\.5 s +3 x +2\.5 to 4$/)
  expect(lines[at + 1]).toBe('    500 ms / 1.5 s, 510 ms / 1.49 s')
  expect(textReport(results({ rows: [row] }), false)).not.toContain(lines[at + 1])
})

it('has columns of equal width in the README', () => {
  const rows = [row, { ...row, work: 'a', goal: 1000 }]
  const table = readmeText(results({ rows }))
    .split('\n')
    .filter((line) => line.startsWith('|'))
  expect(new Set(table.map((line) => line.length)).size).toBe(1)
  expect(table).toHaveLength(4)
  expect(table.at(-1)).toMatch(
    /^\| a +\| Rust +\| >= 1,000 x +\| 3 x +\| 2\.5 to 4 +\| \*\*missed\*\* \|$/,
  )
})

it('shows what a peer has said as text, never as markup', () => {
  const absent = [{ work: 'w', opponent: 'o', why: '<script>alert(1)</script>' }]
  const page = renderPage(results({ rows: [{ ...row, work: '<b>&' }], absent }))
  expect(page).not.toMatch(/<script|<b>/)
  expect(page).toContain('&lt;script&gt;alert(1)')
})

it('takes a missed speed for no problem, and a count that is off for one', () => {
  const speed: Fact = { work: 'slope', value: 2, unit: '', goal: { is: '<=', value: 1 } }
  const count: Fact = { ...speed, work: 'cold pulls: requests', isCount: true }
  const slow = { ...row, goal: 10 }
  expect(problemsOf(results({ rows: [slow], facts: [speed] }))).toEqual([])
  expect(problemsOf(results({ facts: [count] }))).toHaveLength(1)
  expect(problemsOf(results({ facts: [speed] }, 'short'))).toHaveLength(1)
  expect(problemsOf(results({ failures: ['lost'] }))).toEqual(['end-to-end: lost'])
})
