import { machineText } from '../machine.js'
import { problemsOf, type Results } from '../results.js'
import type { Fact, Row, Section } from '../section.js'
import { outcomes } from './outcomes.js'
import { absentLines, dateText, quantity, rangeText, ratioText } from './words.js'

/**
 * What a person gets on stdout: the goals with what was found, then every figure.
 * @param withPairs each pair below its row
 */
export function textReport(results: Results, withPairs: boolean): string[] {
  const problems = problemsOf(results)
  return [
    `${dateText(results.date)}, ${results.command}`,
    machineText(results.machine),
    ...results.sections.flatMap((section) => ['', ...sectionText(section, withPairs)]),
    ...goalText(results),
    ...(problems.length > 0 ? ['', ...problems] : []),
  ]
}

function goalText(results: Results): string[] {
  const rows = outcomes(results).map(({ work, opponent, goal, found, spread, state }) => {
    return [work, opponent, goal, found, spread, state]
  })
  const head = ['goals', '', 'goal', 'found', '', '']
  return rows.length === 0 ? [] : ['', ...aligned([head, ...rows])]
}

function sectionText(section: Section, withPairs: boolean): string[] {
  const { title, rows, facts, absent = [] } = section
  const head = [title, 'against', 'ours', 'theirs', 'ratio', '', '']
  const lines = aligned([head, ...rows.map(rowText)])
  const paired = withPairs
    ? lines.flatMap((line, i) => [line, ...(i === 0 ? [] : pairsText(rows[i - 1]!))])
    : lines
  return [
    ...(rows.length > 0 ? paired : [title]),
    ...absentLines(absent).map((line) => `could not run: ${line}`),
    ...aligned(facts.map(factText)),
  ]
}

function rowText(row: Row): string[] {
  const { work, opponent, unit, ours, theirs, note = '' } = row
  const [own, other] = [ours, theirs].map(({ median }) => quantity(median, unit)) as [
    string,
    string,
  ]
  return [work, opponent, own, other, ratioText(row), rangeText(row.ratio), note]
}

function pairsText({ pairs = [], unit }: Row): string[] {
  const text = pairs.map(([own, other]) => `${quantity(own, unit)} / ${quantity(other, unit)}`)
  return text.length === 0 ? [] : [`    ${text.join(', ')}`]
}

function factText({ work, value, unit, note = '' }: Fact): string[] {
  return [work, quantity(value, unit), note]
}

/** Columns of equal width, two spaces apart. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]!.length)),
  )
  return rows.map((row) => {
    return row
      .map((text, column) => text.padEnd(widths[column]!))
      .join('  ')
      .trimEnd()
  })
}
