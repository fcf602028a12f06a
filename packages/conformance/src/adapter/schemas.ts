import { categories } from '@car-mirror/vectors'
import * as z from 'zod'

/** Not one expression: over megabytes a repeated group would run out of stack. */
const isHex = (text: string) => text.length % 2 === 0 && !/[^0-9a-f]/.test(text)

const hex = z
  .string()
  .refine(isHex, 'not lower-case hex')
  .meta({ id: 'hex', description: 'bytes in lower-case hex', pattern: '^([0-9a-f]{2})*$' })
const cid = hex.meta({ id: 'cid', description: 'a binary CID in lower-case hex' })
/** A port may count in 64 bits; what JavaScript makes of such a number still differs from what it should be. */
const count = z
  .number()
  .nonnegative()
  .refine(Number.isInteger, 'not an integer')
  .meta({ id: 'count', type: 'integer' })
const cids = z.array(cid)
const filter = z
  .object({ bytes: hex, hashes: count })
  .meta({ id: 'filter', description: 'a filter as it travels; 8 bits for each byte' })
const block = z.object({ cid, bytes: hex }).meta({ id: 'block' })
const blocks = z.array(block)
const stored = z.array(z.object({ cid, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).meta({
  id: 'stored',
  description: 'every block of a store: its CID, and what its bytes hash to',
})
const message = z.object({ roots: cids, filter })
const fault = z
  .object({ get: z.int().positive().exactOptional(), put: z.int().positive().exactOptional() })
  .meta({ id: 'fault', description: 'from the n-th call on, counted from 1, each of them fails' })
const milliseconds = z.int().positive()
const url = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'not a URL')
  .meta({ description: 'of the server, without a path' })
const transfer = {
  url,
  roots: cids,
  store: blocks,
  diff: z.string().optional(),
  fault: fault.optional(),
  timeout: milliseconds,
}
const ending = {
  complete: z.boolean().meta({ description: 'what the client itself says' }),
  unavailable: cids.optional(),
  rounds: count.optional(),
}

/** Of the adapter protocol. */
export const PROTOCOL = 1

/** What a program says of itself. */
const greeting = z.object({
  protocol: z.literal(PROTOCOL),
  name: z.string().min(1),
  version: z.string(),
  dialect: z.enum(['spec', 'rs', 'go']),
  operations: z.array(z.string()).meta({ description: 'all that it has, without hello' }),
})

/** What each operation is given, and what it gives. Keys that are not named are passed over. */
export const operations = {
  hello: { input: z.object({ protocol: z.literal(PROTOCOL) }), value: greeting },
  xxh3: {
    input: z.object({ element: hex, seed: count }),
    value: z.object({ hash: z.string().regex(/^[0-9a-f]{16}$/) }),
  },
  indices: {
    input: z.object({ element: hex, bytes: count, hashes: count }),
    value: z.object({ indices: z.array(count) }),
  },
  parameters: {
    input: z.object({ count }),
    value: z.object({ bytes: count, hashes: count }),
  },
  insert: {
    input: z.object({ bytes: count, hashes: count, elements: z.array(hex) }),
    value: z.object({ filter: hex }),
  },
  has: {
    input: z.object({ filter, elements: z.array(hex) }),
    value: z.object({ has: z.array(z.boolean()) }),
  },
  union: { input: z.object({ a: filter, b: filter }), value: z.object({ filter }) },
  'pull.encode': { input: message, value: z.object({ body: hex }) },
  'pull.decode': { input: z.object({ body: hex }), value: message },
  'push.encode': { input: message, value: z.object({ status: count, body: hex }) },
  'push.decode': { input: z.object({ status: count, body: hex }), value: message },
  'car.encode': { input: z.object({ roots: cids, blocks }), value: z.object({ body: hex }) },
  'car.decode': {
    input: z.object({ body: hex, cuts: z.array(count) }),
    value: z.object({ roots: cids, blocks }),
  },
  send: {
    input: z.object({
      store: blocks,
      missing: cids,
      filter,
      order: z.enum(['preorder', 'breadth-first']),
    }),
    value: z.object({ available: cids.optional(), blocks: cids }),
  },
  receive: {
    input: z.object({
      store: blocks,
      roots: cids,
      rounds: z.array(z.object({ available: cids, blocks, cut: z.literal(true).optional() })),
    }),
    value: z.object({
      statuses: z.array(z.object({ missing: cids, filter })),
      stored: cids,
      complete: z.boolean(),
      unavailable: cids,
    }),
  },
  serve: {
    input: z.object({ store: blocks, fault: fault.optional() }),
    value: z.object({ url }),
  },
  dump: { input: z.object({}), value: z.object({ stored }) },
  pull: { input: z.object(transfer), value: z.object({ ...ending, stored }) },
  push: {
    input: z.object({ ...transfer, coldCall: z.enum(['one', 'all']).optional() }),
    value: z.object(ending),
  },
} as const

/** Why something was refused. */
export const refusal = z
  .enum([...(Object.keys(categories) as (keyof typeof categories)[]), 'unspecified'])
  .meta({ id: 'error', description: 'a category of the vectors, or `unspecified`' })

export type AdapterOperation = keyof typeof operations
export type AdapterInput<O extends AdapterOperation> = z.infer<(typeof operations)[O]['input']>
export type AdapterValue<O extends AdapterOperation> = z.infer<(typeof operations)[O]['value']>
export type Greeting = z.infer<typeof greeting>
