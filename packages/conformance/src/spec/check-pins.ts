import type * as z from 'zod'
import { fileOf } from './chapters.js'
import { SpecError } from './error.js'
import type { DraftClause } from './parse.js'
import { hasPins, type Pins, pinSchemas } from './pins.js'

export interface PinFault {
  /** The pin, or nothing where it is the clause that is wrong. */
  readonly name?: string
  readonly what: string
}

/** Compares the pins of the text with what is known of them. `pins` counts only without problems. */
export function checkPins(clauses: ReadonlyMap<string, DraftClause>): {
  pins: Pins
  problems: SpecError[]
} {
  const problems: SpecError[] = []
  for (const id of Object.keys(pinSchemas)) {
    if (clauses.has(id)) continue
    const what = `the clause ${id} is gone, and with it what it pins`
    problems.push(new SpecError('ERR_SPEC_PIN', fileOf(id) ?? 'spec', 1, what))
  }
  for (const clause of clauses.values()) {
    for (const { name, what } of pinFaults(clause.id, clause.pins)) {
      if (name !== undefined && clause.unreadable.includes(name)) continue
      const line = clause.rows.find((row) => row.name === name)?.line ?? clause.line
      problems.push(new SpecError('ERR_SPEC_PIN', clause.file, line, what))
    }
  }
  const entries = [...clauses].filter(([id]) => hasPins(id)).map(([id, { pins }]) => [id, pins])
  return { pins: Object.fromEntries(entries) as Pins, problems }
}

/** What is wrong with the pins of one clause. */
export function pinFaults(id: string, pins: Readonly<Record<string, unknown>>): PinFault[] {
  if (!hasPins(id)) {
    return Object.keys(pins).map((name) => ({ name, what: `${id} has no pin \`${name}\`` }))
  }
  const { error } = pinSchemas[id].safeParse(pins)
  return (error?.issues ?? []).flatMap((issue) => explain(id, pins, issue))
}

function explain(
  id: string,
  pins: Readonly<Record<string, unknown>>,
  issue: z.core.$ZodIssue,
): PinFault[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((name) => ({ name, what: `${id} has no pin \`${name}\`` }))
  }
  const name = String(issue.path[0])
  if (!Object.hasOwn(pins, name)) return [{ name, what: `${id} lacks its pin \`${name}\`` }]
  const value = JSON.stringify(pins[name])
  return [{ name, what: `the pin \`${name}\` of ${id} cannot be ${value}: ${reason(issue)}` }]
}

function reason(issue: z.core.$ZodIssue): string {
  const text = issue.code === 'invalid_union' ? issue.errors.flat().map(reason).join('; or ') : ''
  return (text || issue.message).replace(/^Invalid (input|option): /, '')
}
