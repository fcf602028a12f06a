import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Profile } from '@car-mirror/vectors'
import * as z from 'zod'
import { pinFaults } from './check-pins.js'
import type { Spec } from './clause.js'
import { SpecError, SpecProblems } from './error.js'
import { specFolder } from './load.js'
import type { Pins } from './pins.js'

export const profileNames: readonly Profile[] = ['spec', 'rs', 'go']

const deviation = z.strictObject({
  clause: z.string(),
  /** What the dialect does instead. */
  how: z.string().min(1),
  /** Pins that have another value in this dialect. */
  pins: z.record(z.string(), z.unknown()).exactOptional(),
  /** Bugs of the port in which it shows. */
  bugs: z.array(z.string()).min(1).exactOptional(),
  /** Argued from the port's source, or seen of the running port by the suite. */
  evidence: z.enum(['derived', 'confirmed']),
})

const schema = z.strictObject({
  $schema: z.string().exactOptional(),
  profile: z.enum(profileNames),
  name: z.string().min(1),
  source: z.string().min(1),
  /** Known bugs of the port by the number that we gave them, in a sentence. */
  bugs: z.record(z.string().regex(/^[A-Z]\d+$/), z.string()).exactOptional(),
  deviations: z.array(deviation),
})

/** A dialect: the clauses in which it differs from the text, and how. */
export type DialectProfile = z.infer<typeof schema>

/**
 * Reads spec/profiles/{spec,rs,go}.json and compares them with the text.
 *
 * @throws SpecProblems ERR_SPEC with every problem
 */
export function loadProfiles(
  spec: Pick<Spec, 'clauses'>,
  folder: string = specFolder,
): DialectProfile[] {
  const results = profileNames.map((name): ParsedProfile => {
    const path = join(folder, 'profiles', `${name}.json`)
    if (existsSync(path)) return parseProfile(name, readFileSync(path, 'utf8'), spec)
    const missing = 'the profile is missing'
    return { problems: [new SpecError('ERR_SPEC_PROFILE', profileFile(name), 1, missing)] }
  })
  const problems = results.flatMap((result) => result.problems)
  if (problems.length > 0) throw new SpecProblems(problems)
  return results.flatMap(({ profile }) => profile ?? [])
}

function profileFile(name: Profile): string {
  return `spec/profiles/${name}.json`
}

interface ParsedProfile {
  readonly profile?: DialectProfile
  readonly problems: readonly SpecError[]
}

/** Parses a profile and compares it with the text of which it is a dialect. */
export function parseProfile(
  name: Profile,
  text: string,
  spec: Pick<Spec, 'clauses'>,
): ParsedProfile {
  const fail = (line: number, what: string) => {
    return new SpecError('ERR_SPEC_PROFILE', profileFile(name), line, what)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const { message } = error as SyntaxError
    return {
      problems: [
        fail(
          lineAt(text, Number(/position (\d+)/.exec(message)?.[1] ?? 0)),
          `not JSON: ${message}`,
        ),
      ],
    }
  }
  const { data, error } = schema.safeParse(json)
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) => {
      return fail(lineOf(text, clauseAt(json, path)), `${path.join('.') || 'the file'}: ${message}`)
    })
    return { problems }
  }
  const faults = deviationFaults(data, spec)
  if (data.profile !== name) faults.push({ what: `"profile" is not "${name}"` })
  return {
    profile: data,
    problems: faults.map(({ clause, what }) => fail(lineOf(text, clause), what)),
  }
}

/** The pins of a dialect: those of the text with its own in their place. */
export function pinsOf({ pins }: Pick<Spec, 'pins'>, { deviations }: DialectProfile): Pins {
  const merged: Record<string, object> = { ...pins }
  for (const { clause, pins: other } of deviations) {
    if (other !== undefined) merged[clause] = { ...merged[clause], ...other }
  }
  return merged as Pins
}

interface Fault {
  readonly clause?: string
  readonly what: string
}

function deviationFaults(
  { deviations, bugs = {} }: DialectProfile,
  spec: Pick<Spec, 'clauses'>,
): Fault[] {
  const seen = new Set<string>()
  return deviations.flatMap(({ clause, pins, bugs: ids = [] }) => {
    const unknown = ids.filter((id) => !(id in bugs))
    if (unknown.length > 0) return [{ clause, what: `${unknown.join(', ')}: no such bug` }]
    const found = spec.clauses.get(clause)
    if (found === undefined) return [{ clause, what: `${clause} is no clause` }]
    if (seen.has(clause)) return [{ clause, what: `${clause} is there twice` }]
    seen.add(clause)
    const merged = { ...found.pins, ...pins }
    return pinFaults(clause, merged).map(({ what }) => ({ clause, what }))
  })
}

/** The clause of the deviation in which something is wrong. */
function clauseAt(json: unknown, path: readonly PropertyKey[]): string | undefined {
  if (path[0] !== 'deviations' || typeof path[1] !== 'number') return undefined
  const entry = (json as { deviations?: { clause?: unknown }[] }).deviations?.[path[1]]
  return typeof entry?.clause === 'string' ? entry.clause : undefined
}

/** The last line that names the clause: of a clause that is there twice, the second. */
function lineOf(text: string, clause: string | undefined): number {
  const at = clause === undefined ? -1 : text.lastIndexOf(`"clause": ${JSON.stringify(clause)}`)
  return lineAt(text, Math.max(at, 0))
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}
