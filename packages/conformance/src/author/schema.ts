import { categories, type Operation } from '@car-mirror/vectors'
import * as z from 'zod'

const hex = z.string().regex(/^([0-9a-f]{2})*$/)
const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const part = z.union([hex, z.strictObject({ repeat: hex, times: count })])
const bytes = z.union([hex, z.strictObject({ parts: z.array(part), length: count, sha256 })])
const digested = z.union([hex, z.strictObject({ length: count, sha256 })])
const elements = z.union([
  z.array(hex),
  z.strictObject({ cids: z.strictObject({ first: count, count }) }),
])
const filterOf = (of: z.ZodType) => z.strictObject({ bytes: of, hashes: count })
const messageOf = (of: z.ZodType) => z.strictObject({ roots: z.array(hex), filter: filterOf(of) })
const names = z.array(z.string().min(1))
const claim = z.strictObject({
  missing: names,
  filter: z.strictObject({ covers: names, spares: names.optional(), rate: z.number().optional() }),
})
const car = z.strictObject({ roots: names, blocks: names })
const delivery = z.strictObject({
  available: names,
  blocks: names,
  cut: z.literal(true).optional(),
})
const httpRequest = z.strictObject({
  method: z.string(),
  path: z.string(),
  type: z.string().nullable(),
  body: bytes,
})
const answered = { status: count, type: z.string() }
const httpAnswer = z.union([
  z.strictObject({ ...answered, car }),
  z.strictObject({ ...answered, message: claim }),
  z.strictObject({ status: count, type: z.string().optional(), refused: z.literal(true) }),
])
const client = {
  store: names,
  roots: names,
  diff: z.string().optional(),
  answers: z.array(
    z.strictObject({
      status: count,
      type: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      body: bytes,
    }),
  ),
}
const line = { method: z.string(), path: z.string(), type: z.string() }
const ending = { complete: z.boolean(), unavailable: names }
const seed = z.int().min(0).max(0xffffffff)

/** Operations that speak of blocks by name. */
const WITH_DAGS = ['send', 'receive', 'respond', 'pull', 'push']

const operations: Record<Operation, { input: z.ZodType; expect: z.ZodType }> = {
  xxh3: {
    input: z.strictObject({ element: bytes, seed }),
    expect: z.strictObject({ hash: z.string().regex(/^[0-9a-f]{16}$/) }),
  },
  indices: {
    input: z.strictObject({ element: bytes, bytes: count, hashes: count }),
    expect: z.strictObject({ indices: z.array(count) }),
  },
  parameters: {
    input: z.strictObject({ count }),
    expect: z.strictObject({ bytes: count, hashes: count }),
  },
  insert: {
    input: z.strictObject({ bytes: count, hashes: count, elements }),
    expect: z.strictObject({ filter: digested }),
  },
  has: {
    input: z.strictObject({ filter: filterOf(bytes), elements }),
    expect: z.strictObject({ has: z.array(z.boolean()) }),
  },
  union: {
    input: z.strictObject({ a: filterOf(bytes), b: filterOf(bytes) }),
    expect: z.strictObject({ filter: filterOf(digested) }),
  },
  'pull.encode': { input: messageOf(bytes), expect: z.strictObject({ body: digested }) },
  'pull.decode': { input: z.strictObject({ body: bytes }), expect: messageOf(digested) },
  'push.encode': {
    input: messageOf(bytes),
    expect: z.strictObject({ status: count, body: digested }),
  },
  'push.decode': {
    input: z.strictObject({ status: count, body: bytes }),
    expect: messageOf(digested),
  },
  'car.encode': {
    input: z.strictObject({
      roots: z.array(hex),
      blocks: z.array(z.strictObject({ cid: hex, bytes })),
    }),
    expect: z.strictObject({ body: digested }),
  },
  'car.decode': {
    input: z.strictObject({ body: bytes, cuts: z.array(count) }),
    expect: z.strictObject({
      roots: z.array(hex),
      blocks: z.array(z.strictObject({ cid: hex, bytes: digested })),
    }),
  },
  send: {
    input: z.strictObject({
      store: names,
      missing: names,
      filter: filterOf(bytes),
      order: z.enum(['preorder', 'breadth-first']),
    }),
    expect: z.strictObject({ available: names, blocks: names }),
  },
  receive: {
    input: z.strictObject({ store: names, roots: names, rounds: z.array(delivery) }),
    expect: z.strictObject({ statuses: z.array(claim), stored: names, ...ending }),
  },
  respond: {
    input: z.strictObject({ store: names, requests: z.array(httpRequest) }),
    expect: z.strictObject({ answers: z.array(httpAnswer), stored: names }),
  },
  pull: {
    input: z.strictObject(client),
    expect: z.strictObject({
      requests: z.array(z.strictObject({ ...line, status: claim })).optional(),
      stored: names,
      ...ending,
    }),
  },
  push: {
    input: z.strictObject({ ...client, coldCall: z.enum(['one', 'all']) }),
    expect: z.strictObject({
      requests: z.array(z.strictObject({ ...line, ...car.shape })).optional(),
      ...ending,
    }),
  },
}

type Entry = readonly [operation: string, form: (typeof operations)[Operation]]

/** What every vector of an operation has, and what its result demands besides. */
function vectorSchema([operation, { input, expect }]: Entry) {
  const usesDags = WITH_DAGS.includes(operation)
  const error = z.enum(Object.keys(categories) as [string, ...string[]])
  const common = {
    id: z.string().regex(/^((rs|go)\/)?[a-z0-9-]+\/[a-z0-9-]+$/),
    requirements: z.array(z.string().regex(/^[A-Z]+-\d+$/)).min(1),
    flags: z.array(z.string()).optional(),
    comment: z.string().optional(),
    ...(usesDags && { dag: z.string() }),
    input,
  }
  return z.discriminatedUnion('result', [
    z.strictObject({ ...common, result: z.literal('valid'), expect }),
    z.strictObject({
      ...common,
      result: z.literal('invalid'),
      expect: expect.optional(),
      error,
    }),
    z.strictObject({ ...common, result: z.literal('permitted'), expect, error }),
  ])
}

function fileSchema(entry: Entry) {
  const [operation] = entry
  const block = z.strictObject({ name: z.string(), cid: hex, bytes: hex })
  const dags = z.record(z.string(), z.array(block))
  return z.strictObject({
    $schema: z.literal('../schema.json'),
    area: z.string(),
    profile: z.enum(['spec', 'rs', 'go']),
    layer: z.enum(['codec', 'round', 'session']),
    operation: z.literal(operation),
    about: z.string(),
    flags: z.record(z.string(), z.string()),
    ...(WITH_DAGS.includes(operation) && { dags }),
    vectors: z.array(vectorSchema(entry)).min(1),
  })
}

/** What a vector file may be. Nothing that is not named here may stand in one. */
export const vectorFile = z.discriminatedUnion(
  'operation',
  Object.entries(operations).map(fileSchema) as [
    ReturnType<typeof fileSchema>,
    ...ReturnType<typeof fileSchema>[],
  ],
)

/** The same for programs in other languages: JSON Schema 2020-12. */
export function jsonSchema(): unknown {
  return z.toJSONSchema(vectorFile, { target: 'draft-2020-12', reused: 'ref' })
}
