import {
  NamedDag,
  type Operation,
  type Outcome,
  type Profile,
  type Subject,
  type Vector,
  type VectorFile,
} from '@car-mirror/vectors'
import { Model } from '../model/model.js'
import { subjectOf } from '../model/subject.js'
import { goSubject } from '../profiles/go.js'
import { rsSubject } from '../profiles/rs.js'
import type { Pins } from '../spec/pins.js'
import type { Area, Case } from './area.js'
import { areas } from './areas.js'
import { expectOf } from './expect.js'

/** Cases of the reading of BF-12 that was not pinned. */
export const LITERAL = 'literal-reading'

export interface Generated {
  readonly files: readonly VectorFile[]
  /** Where the model does not do what the author of a case expected. */
  readonly surprises: readonly string[]
}

/** The vectors that follow from these pins, by profile. */
export async function generate(pins: Readonly<Record<Profile, Pins>>): Promise<Generated> {
  const files: VectorFile[] = []
  const surprises: string[] = []
  const readers = {
    spec: readerOf(pins.spec, (subject) => subject),
    rs: readerOf(pins.rs, rsSubject),
    go: readerOf(pins.go, goSubject),
  }
  for (const area of areas) files.push(await fileOf(area, readers[area.profile], surprises))
  return { files, surprises }
}

/** A model, and what answers for a dialect on its ground. */
export interface Reader {
  readonly model: Model
  readonly subject: Subject
  /** The same, with bits counted the other way round. */
  readonly literal: Subject
}

export function readerOf(pins: Pins, dialect: (base: Subject) => Subject): Reader {
  const model = new Model(pins)
  const literal = new Model({ ...pins, 'BF-12': { bitOrder: 'msb-first' } })
  return { model, subject: dialect(subjectOf(model)), literal: dialect(subjectOf(literal)) }
}

async function fileOf<O extends Operation>(
  area: Area<O>,
  reader: Reader,
  surprises: string[],
): Promise<VectorFile<O>> {
  const { cases, dags, flags = {}, ...rest } = area
  const vectors: Vector<O>[] = []
  for (const one of cases) vectors.push(await vectorOf(area, one, reader, surprises))
  return { $schema: '../schema.json', ...rest, flags, ...(dags && { dags }), vectors }
}

export async function vectorOf<O extends Operation>(
  area: Area<O>,
  { name, result = 'valid', error, ...one }: Case<O>,
  { model, subject, literal }: Reader,
  surprises: string[],
): Promise<Vector<O>> {
  const id = `${area.profile === 'spec' ? '' : `${area.profile}/`}${area.area}/${name}`
  const blocks = area.dags?.[one.dag ?? ''] ?? []
  const dag = new NamedDag(blocks)
  const operation = (one.flags?.includes(LITERAL) ? literal : subject)[area.operation]
  if (!operation) throw new RangeError(`${id}: the model has no operation ${area.operation}`)
  const outcome: Outcome<O> = await operation(one.input, dag)
  const actual = outcome.error === undefined ? result : 'invalid'
  if (actual !== result) surprises.push(`${id}: refused as ${outcome.error}, meant to be ${result}`)
  if (result === 'invalid' && outcome.error !== error) {
    surprises.push(
      `${id}: ${outcome.error ? `refused as ${outcome.error}` : 'taken'}, meant: ${error}`,
    )
  }
  const names = blocks.map((block) => block.name)
  const { requirements, flags, comment, input } = one
  const expect =
    outcome.value &&
    expectOf(area.operation, input, outcome.value, { model, dag, names, flags, requirements })
  const taken = outcome.error === undefined
  return {
    id,
    requirements,
    result: taken && result === 'invalid' ? 'valid' : actual,
    ...(flags && { flags }),
    ...(comment && { comment }),
    ...(one.dag && { dag: one.dag }),
    input,
    ...(expect && { expect }),
    ...((outcome.error ?? (result === 'permitted' && error)) && { error: refusal(outcome, error) }),
  }
}

function refusal<O extends Operation>({ error }: Outcome<O>, meant: Case<O>['error']) {
  if (error === 'unspecified') throw new RangeError('the model always says why')
  return error ?? meant!
}
