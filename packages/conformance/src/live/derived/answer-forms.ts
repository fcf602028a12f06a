import { type Filter, type Hex, toHex } from '@car-mirror/vectors'
import { concat, hex } from '@car-mirror/vectors/by-hand'
import type { Area, Case } from '../../author/area.js'
import { familyOf } from '../../author/dags/family.js'
import { fan } from '../../author/dags/graphs.js'
import { hashesOf } from '../../author/dags/hashes.js'
import { aliasesOf, inlinedOf } from '../../author/dags/kinds.js'
import { namedAll, names, row } from '../../author/dags/make.js'
import { carOf, PULL, pulls, pushes, pushWith } from '../../author/session/exchange.js'
import type { FilterModel } from '../../model/filter.js'
import type { Model } from '../../model/model.js'
import type { Problem } from '../../suite/test.js'
import { writtenOf } from '../../wire/form.js'
import type { Answered } from '../../wire/reply.js'
import { wireOf } from '../../wire/wire.js'
import { type Derived, head, once } from './derived.js'

const ABOUT = {
  area: 'answer-form',
  profile: 'spec',
  layer: 'codec',
  operation: 'respond',
  about: 'How messages, CARs and refusals of a server are written, byte by byte.',
} as const

const LEAVES = 12
const GIVEN = 10
const SIZE = 'size-of-filter'
const PROBLEM = 'no-route'

/**
 * The bytes of answers: what was read from them, written by the model, is the same. None of this needs
 * content that was there before, so that it can be asked of a server that takes none.
 */
export function answerForms(model: Model): Derived<'respond'> {
  const plain = once(() => formsArea(''))
  return {
    ...head(ABOUT),
    operation: 'respond',
    list: () => plain().cases,
    area: ({ salt }) => formsArea(salt),
    async inspect(name, reply, isPush) {
      if (name === PROBLEM) return problemOf(reply, model)
      if (reply.status > 299) return []
      if (!isPush) return unlike(reply.body, await rewritten(reply.body, model), 'the CAR')
      const { form: spec } = wireOf('spec')
      const message = spec.decode('push', reply.body)
      if (name === SIZE) return parameterProblems(message.filter, model)
      return unlike(reply.body, spec.message('push', writtenOf(message)), 'the message')
    },
  }
}

function formsArea(salt: string): Area<'respond'> {
  const family = familyOf(salt)
  const { root, a, a1, a2, b, b1 } = family
  const few = fan(LEAVES, salt)
  const given = ['root', ...row('leaf', GIVEN)].map((name) => few[name]!)
  const all = pushes([root], root, a, a1, a2, b, b1)
  const cutOff = pushWith(concat(carOf([root], root, a), hex('00')))
  const nowhere = { ...pulls([root]), path: `${PULL}s` }
  return {
    ...ABOUT,
    dags: namedAll({ family, few, ...kindsOf(salt) }),
    cases: [
      form('question', 'HTTP-1 HTTP-2 MSG-1 MSG-2 MSG-5 BF-15 PUSH-12', [pushes([root])]),
      form('missing-roots', 'MSG-2 MSG-4 MSG-5', [pushes([root], root)]),
      form('complete', 'MSG-2 MSG-5 CAR-1', [all]),
      form('car', 'CAR-1 CAR-2', [all, pulls([root]), pulls([b1, a])]),
      form('kept-before-a-bad-frame', 'CAR-12', [cutOff, pushes([root])]),
      form(PROBLEM, 'HTTP-3 HTTP-10', [nowhere]),
      ...kinds(salt),
      form(SIZE, 'BF-19 BF-21 BF-22 BF-23', [pushes([few.root!], ...given)], 'few'),
    ],
  }
}

function kindsOf(salt: string) {
  return { aliases: aliasesOf(salt), hashes: hashesOf(salt), inlined: inlinedOf(salt) }
}

/** CIDs of each version and hash function, and a block that its CID carries. */
function kinds(salt: string): Case<'respond'>[] {
  const { aliases, hashes, inlined } = kindsOf(salt)
  const { both, v0, v1 } = aliases
  const { root, sha512, blake2b, blake3 } = hashes
  return [
    form('versions', 'CAR-8 MOD-2', [pushes([both], both, v0, v1), pulls([both])], 'aliases'),
    form(
      'hash-functions',
      'CAR-8 RND-18',
      [pushes([root], root, sha512, blake2b, blake3), pulls([root])],
      'hashes',
    ),
    form('car-without-blocks', 'CAR-6 MOD-4', [pulls([inlined.note])], 'inlined'),
  ]
}

function form(
  name: string,
  requirements: string,
  requests: Case<'respond'>['input']['requests'],
  dag = 'family',
): Case<'respond'> {
  return { name, requirements: names(requirements), dag, input: { store: [], requests } }
}

async function rewritten(body: Uint8Array, { cars }: Model): Promise<Uint8Array> {
  return cars.encode(cars.decode([body]))
}

/** More than what the root and its leaves take may be room for growth; less is too little. */
function parameterProblems({ bytes, hashes }: Filter<Hex>, { filter }: Model): Problem[] {
  const length = bytes.length / 2
  const least = filter.size(1 + GIVEN)
  if (length === 0) return []
  if (Math.log2(length) % 1 !== 0) {
    return [{ message: `a filter of ${length} bytes: no power of two` }]
  }
  if (length < least) return [{ message: `a filter of ${length} bytes, ${least} at least` }]
  // How many more elements it was made for is not known: no more than are for its size.
  const most = filter.hashes(1 + GIVEN, length)
  const fewest = filter.hashes(capacity(length, filter), length)
  if (fewest <= hashes && hashes <= most) return []
  const message = `${hashes} hashes in ${length} bytes, ${fewest} to ${most} for any number of elements`
  return [{ message }]
}

/** The most elements that a filter of so many bytes is for. */
function capacity(length: number, filter: FilterModel): number {
  let [fits, above] = [1 + GIVEN, 8 * length]
  while (above - fits > 1) {
    const middle = Math.floor((fits + above) / 2)
    if (filter.size(middle) <= length) fits = middle
    else above = middle
  }
  return fits
}

/** A refusal in a form that a program can read. @see HTTP-3 HTTP-10 */
function problemOf({ status, body }: Answered, { pins }: Model): Problem[] {
  const expected = { status, code: pins['HTTP-3'].codeRoute }
  const wrong = { message: `not a problem with ${JSON.stringify(expected)} and a title` }
  try {
    const told = JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>
    const isRight = told.code === expected.code && told.status === status && told.title
    return isRight ? [] : [wrong]
  } catch {
    return [wrong]
  }
}

function unlike(actual: Uint8Array, expected: Uint8Array, what: string): Problem[] {
  const [came, wanted] = [toHex(actual), toHex(expected)]
  if (came === wanted) return []
  const differsAt = actual.findIndex((byte, i) => byte !== expected[i])
  const at = differsAt === -1 ? actual.length : differsAt
  const message = `${what} is not as it is written: byte ${at} is the first that differs`
  return [{ message, expected: wanted, actual: came, hex: true, differsAt: at }]
}
