import * as z from 'zod'
import { PortProblem } from '../suite/port.js'
import { type AdapterOperation, type AdapterValue, operations, refusal } from './schemas.js'

/** What an adapter answers to one request. */
export type Answer<O extends AdapterOperation> =
  | { readonly value: AdapterValue<O> }
  | {
      readonly error: z.infer<typeof refusal>
      /** The port's own words. */
      readonly detail?: string | undefined
      /** What could be seen in spite of it. */
      readonly value?: Partial<AdapterValue<O>> | undefined
    }
  | { readonly unsupported: string }

/** Characters of a line that are shown of it. */
const SHOWN = 200

type Wrong = (why: string) => PortProblem

const envelope = z.object({
  id: z.int(),
  value: z.unknown().optional(),
  error: refusal.optional(),
  detail: z.string().optional(),
  unsupported: z.string().optional(),
})

/**
 * The answer in a line.
 * @throws PortProblem `garbage` that says in words what is not of the protocol
 */
export function parseAnswer<O extends AdapterOperation>(
  line: string,
  id: number,
  op: O,
): Answer<O> {
  const wrong: Wrong = (why) => {
    const wrote = `it wrote ${line.slice(0, SHOWN)}`
    return new PortProblem('garbage', `not an answer to ${op}: ${why}; ${wrote}`)
  }
  const answer = checked(envelope, parseJson(line, wrong), '', wrong)
  const { value, error, detail, unsupported, ...rest } = answer
  if (rest.id !== id) throw wrong(`it answers request ${rest.id}, and was asked ${id}`)
  if (unsupported !== undefined) return { unsupported }
  const schema = operations[op].value as z.ZodObject
  if (error === undefined) {
    if (value === undefined) throw wrong('it has neither value, error nor unsupported')
    return { value: checked(schema, value, 'value', wrong) as AdapterValue<O> }
  }
  const seen = value === undefined ? undefined : checked(schema.partial(), value, 'value', wrong)
  return { error, detail, value: seen as Partial<AdapterValue<O>> | undefined }
}

function parseJson(line: string, wrong: Wrong): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw wrong('it is not JSON')
  }
}

function checked<T extends z.ZodType>(
  schema: T,
  value: unknown,
  at: string,
  wrong: Wrong,
): z.infer<T> {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const { path, message } = error.issues[0]!
  throw wrong(`${[at, ...path].filter((key) => key !== '').join('.') || 'it'}: ${message}`)
}
