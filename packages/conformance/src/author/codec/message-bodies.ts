import {
  type Bytes,
  type Category,
  fromHex,
  type Hex,
  type Result,
  toHex,
} from '@car-mirror/vectors'
import { cbor } from '@car-mirror/vectors/by-hand'
import { HELLO, SHORTEST } from './cids.js'
import { joined, type Piece } from './inputs.js'

/** What `pull.decode` and `push.decode` have in common: a body, and what to make of it. */
export interface BodyCase {
  readonly name: string
  readonly requirements: readonly string[]
  readonly body: Bytes
  readonly result: Result
  readonly error?: Category
  readonly comment?: string
}

export function link(cid: Hex): Hex {
  return toHex(cbor.link(fromHex(cid)))
}

export const LINK = link(HELLO)
export const SHORT_LINK = link(SHORTEST)

/** Keys and values of messages, for cases that put them together in a way of their own. */
export const NO_FILTER = '626262 40 62626b 00'
export const RS = '627273'
export const DR = '626472'
export const ONE_ROOT = `81 ${LINK}`

/** "hello" as people write its CID. */
export const TEXT = toHex(cbor.text('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'))

export function taken(
  name: string,
  requirements: readonly string[],
  body: readonly Piece[],
  comment?: string,
): BodyCase {
  const said = comment === undefined ? {} : { comment }
  return { name, requirements, body: joined(...body), result: 'valid', ...said }
}

export function refused(
  name: string,
  requirements: readonly string[],
  body: readonly Piece[],
  error: Category = 'message',
  comment?: string,
): BodyCase {
  const said = comment === undefined ? {} : { comment }
  return { name, requirements, body: joined(...body), result: 'invalid', error, ...said }
}
