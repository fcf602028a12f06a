import { type ClauseLayer, type Level, layers, levels, type Party, parties } from './clause.js'
import type { Line } from './outline.js'
import type { Reports } from './reports.js'
import { isUpstream } from './upstream.js'

export interface Meta {
  readonly level: Level
  readonly binds: readonly Party[]
  readonly layer: ClauseLayer
  readonly reason?: string
  readonly sources: readonly string[]
}

const FORM = '**LEVEL** · who, who · layer · sources'
/** Stands in for what could not be read, so that the rest of the file can. */
const UNREADABLE: Meta = { level: 'MUST', binds: [], layer: 'codec', sources: [] }

/** Reads the line below a clause's heading. */
export function parseMeta(line: Line, reports: Reports): Meta {
  const parts = line.text.split(' · ').map((part) => part.trim())
  const level = /^\*\*(.+)\*\*$/.exec(parts[0]!)?.[1]
  if (level === undefined || parts.length !== 4) {
    reports.add('ERR_SPEC_META', line.number, `not of the form "${FORM}"`)
    return UNREADABLE
  }
  const [, who, how, sources] = parts as [string, string, string, string]
  const known = <T extends string>(all: readonly T[], word: string, what: string): T[] => {
    if ((all as readonly string[]).includes(word)) return [word as T]
    reports.add('ERR_SPEC_META', line.number, `"${word}" is no ${what} (${all.join(', ')})`)
    return []
  }
  return {
    level: known(levels, level, 'level')[0] ?? UNREADABLE.level,
    binds: words(who, line, reports).flatMap((word) => known(parties, word, 'party')),
    ...parseLayer(how, line, reports, known),
    sources: words(sources, line, reports).filter((id) => isSource(id, line, reports)),
  }
}

function parseLayer(
  text: string,
  { number }: Line,
  reports: Reports,
  known: (all: typeof layers, word: string, what: string) => ClauseLayer[],
): Pick<Meta, 'layer' | 'reason'> {
  const [, word, colon, reason] = /^([^:]*)(:\s*(.*))?$/.exec(text)!
  const layer = known(layers, word!, 'layer')[0] ?? UNREADABLE.layer
  if (layer === 'untestable') {
    if (reason) return { layer, reason }
    reports.add('ERR_SPEC_META', number, 'untestable without a reason ("untestable: why")')
  } else if (colon !== undefined) {
    reports.add('ERR_SPEC_META', number, `only "untestable" takes a reason`)
  }
  return { layer }
}

function words(text: string, line: Line, reports: Reports): string[] {
  const all = text.split(',').map((word) => word.trim())
  for (const word of new Set(all)) {
    if (all.filter((other) => other === word).length === 1) continue
    reports.add('ERR_SPEC_META', line.number, `"${word}" stands there twice`)
  }
  return [...new Set(all)]
}

function isSource(id: string, { number }: Line, reports: Reports): boolean {
  if (id === 'ours' || isUpstream(id)) return true
  reports.add('ERR_SPEC_META', number, `"${id}" is no source (CM-n, H-n, Mn, Xn or ours)`)
  return false
}
