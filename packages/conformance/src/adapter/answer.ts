import * as z from 'zod'
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

const envelope = z.object({
  id: z.int(),
  value: z.unknown().optional(),
  error: refusal.optional(),
  detail: z.string().optional(),
  unsupported: z.string().optional(),
})

/**
 * The answer in a line.
 * @throws Error that says in words what is not of the protocol
 */
export function parseAnswer<O extends AdapterOperation>(
  line: string,
  id: number,
  op: O,
): Answer<O> {
  const { value, error, detail, unsupported, ...rest } = checked(envelope, parseJson(line), '')
  if (rest.id !== id) throw new Error(`it answers request ${rest.id}, and was asked ${id}`)
  if (unsupported !== undefined) return { unsupported }
  const schema = operations[op].value as z.ZodObject
  if (error === undefined) {
    if (value === undefined) throw new Error('it has neither value, error nor unsupported')
    return { value: checked(schema, value, 'value') as AdapterValue<O> }
  }
  const seen = value === undefined ? undefined : checked(schema.partial(), value, 'value')
  return { error, detail, value: seen as Partial<AdapterValue<O>> | undefined }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new Error('it is not JSON')
  }
}

function checked<T extends z.ZodType>(schema: T, value: unknown, at: string): z.infer<T> {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const { path, message } = error.issues[0]!
  throw new Error(`${[at, ...path].filter((key) => key !== '').join('.') || 'it'}: ${message}`)
}
