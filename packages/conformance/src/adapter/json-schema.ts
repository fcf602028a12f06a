import * as z from 'zod'
import { operations, refusal } from './schemas.js'

const id = z.int().nonnegative()

/** The adapter protocol for programs in any language: JSON Schema 2020-12 of one line. */
export function adapterJsonSchema(): unknown {
  const lines = Object.entries(operations).flatMap(([op, { input, value }]) => {
    const name = op.replace('.', '-')
    return [
      z.object({ id, op: z.literal(op), input }).meta({ id: `${name}-request` }),
      z.object({ id, value }).meta({ id: `${name}-answer` }),
      z
        .object({
          id,
          error: refusal,
          detail: z.string().optional(),
          value: value.partial().optional(),
        })
        .meta({ id: `${name}-refusal`, description: '`value`: what could be seen in spite of it' }),
    ]
  })
  const unsupported = z
    .object({ id, unsupported: z.string() })
    .meta({ id: 'unsupported', description: 'what the port has no notion of, and why' })
  return {
    ...z.toJSONSchema(z.union([...lines, unsupported]), { target: 'draft-2020-12', io: 'input' }),
    title: 'One line of the CAR Mirror adapter protocol, in either direction',
  }
}
