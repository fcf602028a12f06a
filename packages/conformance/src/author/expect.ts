import {
  digested,
  type Expect,
  type Input,
  type Operation,
  toBytes,
  type Value,
} from '@car-mirror/vectors'
import type { Model } from '../model/model.js'
import { cids } from '../model/named.js'
import { Claims, type Context } from './claims.js'

/** Values whose bytes are compared whole or, when long, by their hash. */
type Plain = Exclude<Operation, 'receive' | 'respond' | 'pull' | 'push'>

/** What a vector is to expect where the model gave `value`. */
export function expectOf<O extends Operation>(
  operation: O,
  input: Input<O>,
  value: Value<O>,
  context: Context,
): Expect<O> {
  const rounds = ROUNDS[operation as keyof typeof ROUNDS] as
    | ((input: Input<O>, value: Value<O>, context: Context) => Expect<O>)
    | undefined
  return rounds ? rounds(input, value, context) : (shortened(value) as Expect<O & Plain>)
}

const ROUNDS = {
  receive(input: Input<'receive'>, value: Value<'receive'>, context: Context): Expect<'receive'> {
    const claims = new Claims(context, value.stored)
    const roots = cids(context.dag, input.roots)
    return { ...sorted(value), statuses: value.statuses.map((status) => claims.of(status, roots)) }
  },

  respond(input: Input<'respond'>, value: Value<'respond'>, context: Context): Expect<'respond'> {
    const claims = new Claims(context, value.stored)
    const answers = value.answers.map(({ message, ...answer }, i) => {
      if (message === undefined) return refusalOf(answer, context.requirements)
      const { path, body } = input.requests[i]!
      return { ...answer, message: claims.of(message, pushRoots(context.model, path, body)) }
    })
    return { answers, stored: [...value.stored].sort() }
  },

  pull(input: Input<'pull'>, value: Value<'pull'>, context: Context): Expect<'pull'> {
    const claims = new Claims(context, value.stored)
    const roots = cids(context.dag, input.roots)
    const requests = value.requests.map(({ status, ...line }) => {
      return { ...line, status: claims.of(status, roots) }
    })
    return withoutFree({ ...sorted(value), requests }, context.flags)
  },

  push(_input: Input<'push'>, value: Value<'push'>, { flags }: Context): Expect<'push'> {
    return withoutFree({ ...value, unavailable: [...value.unavailable].sort() }, flags)
  },
}

/** The form of a refusal is expected where it is the subject. */
function refusalOf<T extends { type?: string; refused?: true }>(
  { type, ...answer }: T,
  requirements: readonly string[],
): T {
  const isAsked = !answer.refused || requirements.includes('HTTP-10')
  return { ...answer, ...(isAsked && { type }) } as T
}

/** How many requests a client makes before it gives up is its own choice in some cases. */
function withoutFree<T extends { requests: unknown }>(expect: T, flags: readonly string[] = []): T {
  if (!flags.includes('requests-free')) return expect
  const { requests: _, ...rest } = expect
  return rest as T
}

function sorted<T extends { stored: readonly string[]; unavailable: readonly string[] }>(
  value: T,
): T {
  return {
    ...value,
    stored: [...value.stored].sort(),
    unavailable: [...value.unavailable].sort(),
  }
}

function pushRoots(model: Model, path: string, body: Parameters<typeof toBytes>[0]): string[] {
  const { diff } = model.server.route(path) ?? {}
  return [...model.server.carOf(toBytes(body)).car.roots, ...model.server.narrowing(diff)]
}

/** Long hex anywhere in a value becomes its length and hash. */
function shortened(value: unknown): unknown {
  if (typeof value === 'string') return digested(value)
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shortened(item)]))
}
