import { sourcesFile } from './chapters.js'
import type { UpstreamItem } from './clause.js'
import { SpecError } from './error.js'
import { type Line, outline } from './outline.js'
import { Reports } from './reports.js'
import { type UpstreamKind, upstreamIds, upstreamKind } from './upstream.js'

const FORM = '| <a id="CM-1"></a>CM-1 | section | what it says |'
const SECTIONS = /^[0-9]+(\.[0-9]+)*(, [0-9]+(\.[0-9]+)*)*$/

/** Parses the tables of spec/sources.md: what each upstream id stands for, in one line. */
export function parseSources(source: string): {
  upstream: Map<string, UpstreamItem>
  problems: SpecError[]
} {
  const reports = new Reports(sourcesFile)
  const upstream = new Map<string, UpstreamItem>()
  for (const line of outline(source).flatMap(({ body }) => body)) {
    if (line.fenced || !line.text.startsWith('|') || isHead(line.text)) continue
    const item = parseRow(line, reports)
    if (item !== undefined && isNext(item, upstream, reports)) upstream.set(item.id, item)
  }
  const missing = upstreamIds.filter((id) => !upstream.has(id))
  const problems = missing.map((id) => {
    const what = `${id} has no row`
    return new SpecError('ERR_SPEC_SOURCE', sourcesFile, lineFor(id, upstream), what)
  })
  return { upstream, problems: [...reports.problems, ...problems] }
}

function isHead(text: string): boolean {
  return /^\|\s*id\s*\|/.test(text) || /^\|[\s|:-]+\|$/.test(text)
}

function parseRow({ text, number }: Line, reports: Reports): UpstreamItem | undefined {
  const cells = text.split(/(?<!\\)\|/).map((cell) => cell.trim())
  const [, first = '', place = '', says = ''] = cells
  const [, anchor, id] = /^<a id="([^"]*)"><\/a>(\S+)$/.exec(first) ?? []
  if (id === undefined || cells.length !== 5) {
    reports.add('ERR_SPEC_SOURCE', number, `not of the form "${FORM}"`)
    return undefined
  }
  const kind = upstreamKind(id)
  if (kind === undefined) {
    reports.add('ERR_SPEC_SOURCE', number, `"${id}" is no upstream id (CM-n, H-n, Mn, Xn)`)
    return undefined
  }
  if (anchor !== id) reports.add('ERR_SPEC_SOURCE', number, `the anchor of ${id} is "${anchor}"`)
  if (!isPlace(place, kind)) {
    reports.add('ERR_SPEC_SOURCE', number, `"${place}" is no place of ${id}: ${placeOf(kind)}`)
  }
  if (says === '') reports.add('ERR_SPEC_SOURCE', number, `${id} says nothing`)
  return { id, place, says: says.replaceAll('\\|', '|'), file: sourcesFile, line: number }
}

function isPlace(place: string, kind: UpstreamKind): boolean {
  return kind === 'statement' ? SECTIONS.test(place) : place === kind
}

function placeOf(kind: UpstreamKind): string {
  return kind === 'statement' ? 'give its section, as in 3.2.1' : `write "${kind}"`
}

/** Whether the row stands after the one before it, and only once. */
function isNext(
  { id, line }: UpstreamItem,
  before: ReadonlyMap<string, UpstreamItem>,
  reports: Reports,
): boolean {
  const twin = before.get(id)
  if (twin !== undefined) {
    reports.add('ERR_SPEC_SOURCE', line, `${id} is there already, at ${sourcesFile}:${twin.line}`)
    return false
  }
  const last = [...before.keys()].at(-1)
  if (last !== undefined && upstreamIds.indexOf(last) > upstreamIds.indexOf(id)) {
    reports.add('ERR_SPEC_SOURCE', line, `${id} stands after ${last}`)
  }
  return true
}

/** Where a missing row would stand: after those that are before it. */
function lineFor(id: string, upstream: ReadonlyMap<string, UpstreamItem>): number {
  const earlier = upstreamIds.slice(0, upstreamIds.indexOf(id))
  return Math.max(1, ...earlier.map((other) => (upstream.get(other)?.line ?? 0) + 1))
}
