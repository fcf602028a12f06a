import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { machineText } from '../machine.js'
import type { Results } from '../results.js'
import { outcomes } from './outcomes.js'
import { type Picture, pictures } from './plots.js'
import { aloneColours, plotColours, plotStyles } from './svg/styles.js'
import { dateText } from './words.js'

const root = new URL('../../../../', import.meta.url)
const README = new URL('README.md', root)
const FOLDER = 'packages/bench/published'
/** What stands behind the README: the results that it was made of, and its pictures. */
export const PUBLISHED = new URL(`${FOLDER}/`, root)

const START = '<!-- bench: npm run bench -- --write -->'
const END = '<!-- /bench -->'

/** Pixels of a picture, in a README as wide as sites show it. */
const WIDTH = 820

/** Writes results as JSON, their pictures as SVG, and the part of the README. */
export function publish(results: Results): void {
  rmSync(PUBLISHED, { recursive: true, force: true })
  mkdirSync(PUBLISHED, { recursive: true })
  writeFileSync(new URL('results.json', PUBLISHED), `${JSON.stringify(results, null, 1)}\n`)
  for (const { file, picture } of published(results)) {
    const styles = aloneColours + plotColours + plotStyles
    writeFileSync(new URL(file, PUBLISHED), `${picture.draw(WIDTH, styles)}\n`)
  }
  const { before, after } = readmeParts()
  writeFileSync(README, `${before}${START}\n\n${readmeText(results)}\n\n${END}${after}`)
}

/** The results that the README was made of. @throws Error if there are none */
export function publishedResults(): Results {
  return JSON.parse(readFileSync(new URL('results.json', PUBLISHED), 'utf8')) as Results
}

/** The README, cut at the marks; `made` is what the command has written. */
export function readmeParts(): { before: string; made: string; after: string } {
  const [before, rest] = readFileSync(README, 'utf8').split(START) as [string, string]
  const [made, after] = rest.split(END) as [string, string]
  return { before, made: made.trim(), after }
}

/** The part of the README. */
export function readmeText(results: Results): string {
  const rows = outcomes(results).map(({ work, opponent, goal, found, spread, state }) => {
    const mark = state === 'reached' ? state : `**${state}**`
    return [work, opponent, goal, found, spread, mark]
  })
  const images = published(results).map(({ file, picture }) => {
    return `**${picture.title}**\n\n![${picture.title}](${FOLDER}/${file})`
  })
  return [
    `${dateText(results.date)}, \`${results.command}\`, ${machineText(results.machine)}.`,
    table([['work', 'against', 'goal', 'found', 'of all pairs', ''], ...rows]),
    ...images,
  ].join('\n\n')
}

/** What people ask for first. */
const SHOWN = [
  'Ours against Rust',
  'Ours against Go',
  'Ours against whole CAR',
  'Time of a transfer over its blocks',
  'Peak of anonymous memory over bytes',
]

function published({ sections }: Results): { file: string; picture: Picture }[] {
  return sections
    .flatMap(pictures)
    .filter(({ title }) => SHOWN.includes(title))
    .map((picture) => ({ file: `${fileName(picture.title)}.svg`, picture }))
}

function fileName(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) => {
    return `| ${row.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`
  })
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}
