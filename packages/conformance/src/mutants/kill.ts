import {
  judge,
  NamedDag,
  type Operation,
  type Outcome,
  type Vector,
  type VectorFile,
} from '@car-mirror/vectors'
import { LITERAL } from '../author/generate.js'
import { hasElement } from '../model/has-element.js'
import { Model } from '../model/model.js'
import { subjectOf } from '../model/subject.js'
import type { Pins } from '../spec/pins.js'
import type { Mutant } from './mutant.js'

/** What became of a mutant. */
export interface Kill {
  readonly id: string
  readonly clause: string
  readonly does: string
  /** Vectors that name the clause and that the mutant fails. None: it survived. */
  readonly killedBy: readonly string[]
}

/** A vector and the file that it stands in. */
interface Placed {
  readonly file: VectorFile
  readonly vector: Vector
}

/** Puts the vectors of its clause to each mutant. */
export async function killAll(
  mutants: readonly Mutant[],
  files: readonly VectorFile[],
  pins: Pins,
): Promise<Kill[]> {
  const byClause = vectorsByClause(files)
  const kills: Kill[] = []
  for (const { id, clause, does, breaks } of mutants) {
    const killedBy: string[] = []
    for (const placed of byClause.get(clause) ?? []) {
      const problems = await failures(placed, pins, breaks)
      if (problems.length > 0 && !problems.some(isCrash)) killedBy.push(placed.vector.id)
    }
    kills.push({ id, clause, does, killedBy })
  }
  return kills
}

/** What the model itself, or a mutant of it, gets wrong in a vector. */
export async function failures(
  { file, vector }: Placed,
  pins: Pins,
  breaks: Mutant['breaks'] = () => {},
): Promise<string[]> {
  const model = new Model(pins)
  breaks(model)
  const has = hasElement(new Model(pins).filter)
  const dag = new NamedDag(file.dags?.[vector.dag ?? ''])
  try {
    const outcome: Outcome<Operation> = await subjectOf(model)[file.operation]!(
      vector.input as never,
      dag,
    )
    return judge(vector, outcome, dag, has)
  } catch (cause) {
    return [`${CRASHED}: ${String(cause)}`]
  }
}

const CRASHED = 'crashed'

/** A mutant that falls over has not been seen to break its clause. */
function isCrash(problem: string): boolean {
  return problem.startsWith(CRASHED)
}

/** The vectors of the text, without those of the reading that was not pinned. */
export function placedVectors(files: readonly VectorFile[]): Placed[] {
  return files
    .filter(({ profile }) => profile === 'spec')
    .flatMap((file) => file.vectors.map((vector) => ({ file, vector })))
    .filter(({ vector }) => !vector.flags?.includes(LITERAL))
}

function vectorsByClause(files: readonly VectorFile[]): Map<string, Placed[]> {
  const byClause = new Map<string, Placed[]>()
  for (const placed of placedVectors(files)) {
    for (const id of placed.vector.requirements) {
      byClause.set(id, [...(byClause.get(id) ?? []), placed])
    }
  }
  return byClause
}
