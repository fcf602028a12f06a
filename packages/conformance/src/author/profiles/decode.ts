import { type Bytes, type Category, fromHex } from '@car-mirror/vectors'
import { cbor } from '@car-mirror/vectors/by-hand'
import type { Case } from '../area.js'
import { HELLO, numbered } from '../codec/cids.js'

/** A body and what it is for: what a case needs besides the operation's own. */
export interface Body {
  readonly name: string
  readonly requirements: readonly string[]
  readonly body: Bytes
  readonly error?: Category
  readonly comment?: string
}

export const ROOTS = [fromHex(HELLO), fromHex(numbered(1))] as const
/** The filter of 64 bits and two hashes that has "hello". */
export const SMALL = fromHex('0000000000200400')

/** A message as the specification has it, which no other dialect reads. */
export function specMessage(field: string): Uint8Array {
  return cbor.message(field, ROOTS, 2, SMALL)
}

export function pullCase({ body, ...rest }: Body): Case<'pull.decode'> {
  return { ...refused(rest), input: { body } }
}

/** As a client is given it, with the status that asks for the rest. */
export function pushCase({ body, ...rest }: Body): Case<'push.decode'> {
  return { ...refused(rest), input: { status: 202, body } }
}

function refused<T extends { readonly error?: Category }>(rest: T): T {
  return rest.error === undefined ? rest : { ...rest, result: 'invalid' }
}
