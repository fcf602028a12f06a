import * as z from 'zod'

const count = z.int().nonnegative()
const rate = z.number().positive().max(1)
const status = z.int().min(100).max(599)
const name = z.string().min(1)
const order = z.enum(['preorder', 'breadth-first'])

/**
 * What the pin tables of the clauses must say: every clause that has one, each of its pins, and which
 * values make sense. The values stand in spec/*.md and nowhere else.
 */
export const pinSchemas = {
  'MOD-3': z.strictObject({ codecs: list(z.enum(['raw', 'dag-pb', 'dag-cbor', 'dag-json'])) }),
  'RND-18': z.strictObject({
    hashes: list(z.enum(['identity', 'sha2-256', 'sha2-512', 'blake2b-256', 'blake3'])),
  }),
  'PULL-3': z.strictObject({ order }),
  'PULL-5': z.strictObject({ statusAvailable: status, statusNotFound: status }),
  'PULL-8': z.strictObject({ statusNothing: status }),
  'PUSH-3': z.strictObject({ order }),
  'PUSH-6': z.strictObject({ statusComplete: status, statusGoOn: status }),
  'PUSH-13': z.strictObject({ patience: count }),
  'BF-1': z.strictObject({ element: z.enum(['cid', 'multihash']) }),
  'BF-2': z.strictObject({ hash: z.literal('XXH3-64') }),
  'BF-4': z.strictObject({ firstSeed: count, seedStep: count }),
  'BF-9': z.strictObject({ shift: z.union([z.enum(['width', 'width-1', 'none']), count]) }),
  'BF-10': z.strictObject({ partialSample: z.boolean() }),
  'BF-12': z.strictObject({ bitOrder: z.enum(['lsb-first', 'msb-first']) }),
  'BF-15': z.strictObject({ emptyBytes: count, emptyHashes: count }),
  'BF-17': z.strictObject({ minHashes: count, maxHashes: count }),
  'BF-18': z.strictObject({ maxBytes: count }),
  'BF-21': z.strictObject({ rateCap: rate, ratePerCount: rate }),
  'MSG-1': z.strictObject({ pullRoots: name, hashes: name, filter: name }),
  'MSG-2': z.strictObject({ pushRoots: name }),
  'MSG-3': z.strictObject({ pushRootsOld: list(name) }),
  'MSG-12': z.strictObject({ maxLinks: count, maxDepth: count }),
  'CAR-2': z.strictObject({ version: count }),
  'CAR-5': z.strictObject({ statusNoRoots: status }),
  'CAR-13': z.strictObject({ maxFrame: count, maxHeader: count }),
  'HTTP-1': z.strictObject({ pull: name, push: name }),
  'HTTP-2': z.strictObject({ method: name, statusMethod: status }),
  'HTTP-3': z.strictObject({ statusRoute: status, codeRoute: name }),
  'HTTP-4': z.strictObject({ messageType: z.string(), carType: z.string() }),
  'HTTP-5': z.strictObject({ alsoTypes: list(name) }),
  'HTTP-6': z.strictObject({ statusType: status }),
  'HTTP-7': z.strictObject({ statusMalformed: status }),
  'HTTP-8': z.strictObject({ statusLimit: status }),
  'HTTP-10': z.strictObject({ problemType: name }),
  'HTTP-11': z.strictObject({ diff: name }),
  'SEC-2': z.strictObject({ blockDepth: count, numberLength: count }),
  'SEC-3': z.strictObject({ maxCid: count }),
} as const

export type PinnedClause = keyof typeof pinSchemas

/** Every number and name that the text pins, by clause: `pins['BF-9'].shift`. */
export type Pins = {
  readonly [Id in PinnedClause]: Readonly<z.infer<(typeof pinSchemas)[Id]>>
}

export function hasPins(id: string): id is PinnedClause {
  return Object.hasOwn(pinSchemas, id)
}

/** Whether the text could say something else. */
export function isFree(id: PinnedClause, pin: string): boolean {
  const shape: Readonly<Record<string, z.ZodType>> = pinSchemas[id].shape
  return !(shape[pin] instanceof z.ZodLiteral)
}

function list<T extends z.ZodType>(of: T) {
  return z.array(of).readonly()
}
