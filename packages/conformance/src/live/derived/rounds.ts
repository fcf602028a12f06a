import { toBytes, toHex } from '@car-mirror/vectors'
import type { Area, Case } from '../../author/area.js'
import { type Salting, unsalted } from '../../author/dags/salt.js'
import { receiveAreas, sendAreas } from '../../author/round/index.js'
import { gives, pulls, pushes } from '../../author/session/exchange.js'
import { type Derived, framed, head, once, putAs, rest } from './derived.js'

/** A sender's round: a pull. In the other order blocks leave only in a push. */
function asPulls(area: Area<'send'>): Area<'respond'> {
  const cases = area.cases
    .filter(({ input, flags }) => input.order === 'preorder' || !flags?.includes('ordered'))
    .map((one): Case<'respond'> => {
      const { store, missing, filter } = one.input
      const blocks = area.dags?.[one.dag!]
      const wire = { bytes: toHex(toBytes(filter.bytes)), hashes: filter.hashes }
      return { ...rest(one), input: { store, requests: [pulls(framed(blocks, missing), wire)] } }
    })
  return putAs('respond', area, area.dags!, cases)
}

/** A receiver's rounds: a question, then a push for each. */
function asPushes(area: Area<'receive'>): Area<'respond'> {
  const cases = whole(area).map((one): Case<'respond'> => {
    const { store, roots, rounds } = one.input
    const blocks = area.dags?.[one.dag!]
    const header = framed(blocks, roots)
    const requests = rounds.map((round) => pushes(header, ...framed(blocks, round.blocks)))
    return { ...rest(one), input: { store, requests: [pushes(header), ...requests] } }
  })
  return putAs('respond', area, area.dags!, cases)
}

/** A receiver's rounds, where it is the client: a pull. */
function asAnswers(area: Area<'receive'>): Area<'pull'> {
  const cases = whole(area).map((one): Case<'pull'> => {
    const { store, roots, rounds } = one.input
    const blocks = area.dags?.[one.dag!]
    const answers = rounds.map(({ available, blocks: sent }) => {
      return gives(framed(blocks, available), ...framed(blocks, sent))
    })
    return { ...rest(one), input: { store, roots, answers } }
  })
  return putAs('pull', area, area.dags!, cases)
}

/** Cases of which no round is cut: what becomes of a cut one is another matter over HTTP. */
function whole({ cases }: Area<'receive'>): readonly Case<'receive'>[] {
  return cases.filter(({ input }) => input.rounds.every(({ cut }) => cut === undefined))
}

export const pullsOfRounds = Object.values(sendAreas).map((area) => {
  return ofRounds('send', 'respond', area, asPulls)
})

export const pushesOfRounds = Object.values(receiveAreas).map((area) => {
  return ofRounds('receive', 'respond', area, asPushes)
})

export const answersOfRounds = Object.values(receiveAreas).map((area) => {
  return ofRounds('receive', 'pull', area, asAnswers)
})

function ofRounds<S extends 'send' | 'receive', O extends 'respond' | 'pull'>(
  shows: S,
  operation: O,
  area: (salting: Salting) => Area<S>,
  put: (area: Area<S>) => Area<O>,
): Derived<O> {
  const plain = once(() => put(area(unsalted)))
  return {
    ...head(area(unsalted)),
    operation,
    shows,
    list: () => plain().cases,
    area: (salting) => put(area(salting)),
  }
}
