import { NamedDag, type Operation, type Outcome, type Subject } from '@car-mirror/vectors'
import type { Model } from '../../model/model.js'
import { subjectOf } from '../../model/subject.js'
import type { Handlers } from '../answer-lines.js'

const CODEC = [
  'xxh3',
  'indices',
  'parameters',
  'insert',
  'has',
  'union',
  'pull.encode',
  'pull.decode',
  'push.encode',
  'push.decode',
  'car.encode',
  'car.decode',
] as const satisfies readonly Operation[]

/** Operations that speak of no store: the vectors' inputs are those of the protocol as they are. */
export function codecHandlers(model: Model): Handlers {
  const subject: Subject = subjectOf(model)
  const handlers = CODEC.map((operation) => [
    operation,
    async (input: never) => {
      const outcome: Outcome<Operation> = await subject[operation]!(input, new NamedDag())
      return outcome.error === undefined ? { value: outcome.value } : outcome
    },
  ])
  return Object.fromEntries(handlers) as Handlers
}
