import {
  type Difference,
  differences,
  NamedDag,
  type Operation,
  type Outcome,
  type Profile,
  type Vector,
  type VectorFile,
  vectorFiles,
} from '@car-mirror/vectors'
import { operations } from '../adapter/schemas.js'
import type { ToldOutcome } from '../adapter/subject.js'
import type { Port } from '../suite/port.js'
import { type Finding, type Problem, pass, type Shown, type Test } from '../suite/test.js'
import { problemOf } from './problems.js'
import type { Reference } from './reference.js'
import { shownJson } from './shorten.js'

/** Vectors of the reading of BF-12 that was not pinned. */
const LITERAL = 'literal-reading'
/** Characters of each text in an input that is shown. */
const SHOWN = 4096

/**
 * Vectors that can be put to a port without a connection: those of the specification, but for the
 * reading of a clause that was not pinned, and those of the port's dialect.
 */
export function vectorTests(dialect: Profile, reference: Reference): Test[] {
  const profiles = dialect === 'spec' ? [dialect] : (['spec', dialect] as const)
  return profiles.flatMap((profile) => {
    return vectorFiles(profile)
      .filter(({ layer, operation }) => layer !== 'session' && Object.hasOwn(operations, operation))
      .sort((a, b) => a.layer.localeCompare(b.layer))
      .flatMap((file) => testsOf(file, reference))
  })
}

function testsOf(file: VectorFile, reference: Reference): Test[] {
  const { layer, profile, operation, about } = file
  return file.vectors
    .filter(({ flags }) => !flags?.includes(LITERAL))
    .map((vector) => ({
      id: vector.id,
      layer,
      profile,
      requirements: vector.requirements,
      about: vector.comment ?? firstSentence(about),
      needs: operation,
      run: (port) => put(vector, file, port, reference),
    }))
}

function firstSentence(text: string): string {
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? text
}

async function put(
  vector: Vector,
  { operation, profile, dags }: VectorFile,
  port: Port,
  reference: Reference,
): Promise<Finding> {
  const ask = port.subject[operation]
  if (ask === undefined) return { status: 'unsupported', why: `no operation ${operation}` }
  const dag = new NamedDag(dags?.[vector.dag ?? ''])
  const outcome: ToldOutcome<Operation> = await ask(vector.input as never, dag)
  const wrong = differences(withoutUntold(vector, outcome), outcome, dag, reference.has)
  if (wrong.length === 0) return pass
  const whole = await wholeValue(vector, operation, wrong, dag, reference, profile)
  return {
    status: 'fail',
    problems: wrong.map((difference) => explained(problemOf(difference, whole), outcome)),
    sent: sentOf(operation, vector),
  }
}

/** A port that has no notion of what it promises is judged by what it sends. */
function withoutUntold(vector: Vector, { value }: Outcome<Operation>): Vector {
  const { available, ...expect } = (vector.expect ?? {}) as { available?: unknown }
  if (available === undefined || value === undefined || 'available' in value) return vector
  return { ...vector, expect: expect as NonNullable<Vector['expect']> }
}

/** A refusal in the port's own words, where it has some. */
function explained(problem: Problem, { error, detail }: ToldOutcome<Operation>): Problem {
  const told = error !== undefined && detail !== undefined && problem.at === undefined
  return told ? { ...problem, message: `${problem.message}: ${detail}` } : problem
}

function sentOf(operation: Operation, { input }: Vector): Shown[] {
  return [{ label: `input of ${operation}`, text: shownJson(input, SHOWN) }]
}

/** Where a vector has only the hash of what is expected, the model says what it is. */
async function wholeValue(
  vector: Vector,
  operation: Operation,
  wrong: readonly Difference[],
  dag: NamedDag,
  reference: Reference,
  profile: Profile,
): Promise<(at: string) => unknown> {
  const isHash = ({ expected }: Difference) => typeof expected === 'object' && expected !== null
  if (!wrong.some((difference) => isHash(difference) && !Array.isArray(difference.expected))) {
    return () => undefined
  }
  const { value }: Outcome<Operation> =
    (await reference.subject(profile)[operation]?.(vector.input as never, dag)) ?? {}
  return (at) => valueAt(value, at)
}

/** `blocks[0].bytes` of a value. */
function valueAt(value: unknown, at: string): unknown {
  return at
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
}
