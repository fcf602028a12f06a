import type { Clause } from './clause.js'

interface FieldChange {
  /** `level`, `text`, `pins.shift` ... */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

export interface ClauseChange {
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly fields: readonly FieldChange[]
}

const FIELDS = ['title', 'level', 'binds', 'layer', 'reason', 'sources', 'text', 'open'] as const

/** What differs between two states of the text, clause by clause. */
export function compareClauses(
  before: ReadonlyMap<string, Clause>,
  after: ReadonlyMap<string, Clause>,
): ClauseChange[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((id): ClauseChange[] => {
    const [old, now] = [before.get(id), after.get(id)]
    const fields = compareFields(old, now)
    if (old === undefined) return [{ id, change: 'added', fields }]
    if (now === undefined) return [{ id, change: 'removed', fields }]
    return fields.length > 0 ? [{ id, change: 'changed', fields }] : []
  })
}

function compareFields(old: Clause | undefined, now: Clause | undefined): FieldChange[] {
  const pins = new Set([...Object.keys(old?.pins ?? {}), ...Object.keys(now?.pins ?? {})])
  const pairs: FieldChange[] = [
    ...FIELDS.map((field) => ({ field, before: old?.[field], after: now?.[field] })),
    ...Array.from(pins, (pin) => ({
      field: `pins.${pin}`,
      before: old?.pins[pin],
      after: now?.pins[pin],
    })),
  ]
  return pairs.filter(({ before, after }) => flat(before) !== flat(after))
}

/** Where the lines of a text are broken means nothing. */
function flat(value: unknown): string | undefined {
  return JSON.stringify(typeof value === 'string' ? value.replace(/\s+/g, ' ') : value)
}
