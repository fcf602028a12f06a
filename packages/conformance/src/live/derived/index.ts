import type { Model } from '../../model/model.js'
import { answerForms } from './answer-forms.js'
import { answersOfCars, pushesOfCars } from './cars.js'
import type { Derived } from './derived.js'
import { pullsOfFilters, pushesOfFilters } from './filters.js'
import { filtersAtWork } from './filters-at-work.js'
import { pullsOfMessages, pushesOfMessages } from './messages.js'
import { answersOfRounds, pullsOfRounds, pushesOfRounds } from './rounds.js'

/** What a server shows of operations that it cannot be asked for directly. */
export const derivedForServers = perModel((model: Model): readonly Derived<'respond'>[] => {
  return [
    answerForms(model),
    filtersAtWork(model),
    pullsOfFilters,
    pullsOfMessages,
    pushesOfCars(model),
    ...pullsOfRounds,
    ...pushesOfRounds,
  ]
})

/** Likewise a client. */
export const derivedForClients = perModel((model: Model): readonly Derived<'pull' | 'push'>[] => {
  return [pushesOfFilters, pushesOfMessages, answersOfCars(model), ...answersOfRounds]
})

/** Finding out which cases can be shown takes long. */
function perModel<T>(make: (model: Model) => T): (model: Model) => T {
  const made = new WeakMap<Model, T>()
  return (model) => {
    const known = made.get(model) ?? make(model)
    made.set(model, known)
    return known
  }
}
