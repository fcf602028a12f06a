import { type Bytes, type Category, type FramedBlock, fromHex, type Hex } from '@car-mirror/vectors'
import { carHeader, concat, type Framed, frame, varint } from '@car-mirror/vectors/by-hand'
import type { Case } from '../area.js'
import { HELLO, identity, kind, SHORTEST } from './cids.js'
import { hexOf, joined, type Piece } from './inputs.js'

export type Decode = Case<'car.decode'>

/** A header of 25 bytes with its length, and one without roots. */
export const HEADER = header(SHORTEST)
export const NO_ROOTS = header()

/** Bytes of "hello", and the block. */
export const HELLO_BYTES: Hex = '68656c6c6f'
export const HELLO_FRAME = framed(HELLO, HELLO_BYTES)

/** Three frames of few bytes; the first is a CID and nothing else. */
export const THREE: readonly Hex[] = [
  framed(SHORTEST, ''),
  framed(identity(1), 'aabb'),
  framed(kind('digest-of-four-bytes'), '010203'),
]

/** A header with its length. */
export function header(...roots: readonly Hex[]): Hex {
  return lengthened(carHeader(roots.map(fromHex)))
}

/** Any bytes with their length before them. */
export function lengthened(...pieces: readonly (Uint8Array | string)[]): Hex {
  const hex = hexOf(...pieces)
  return hexOf(varint(hex.length / 2), hex)
}

/** A frame with its length. */
export function framed(cid: Hex, bytes: Hex): Hex {
  const block: Framed = { cid: fromHex(cid), bytes: fromHex(bytes) }
  return hexOf(frame(block))
}

/** Length and CID of a frame whose block is put behind by other means. */
export function frameHead(cid: Hex, blockLength: number): Uint8Array {
  return concat(varint(cid.length / 2 + blockLength), fromHex(cid))
}

/** A block to be encoded. */
export function block(cid: Hex, bytes: Bytes): FramedBlock {
  return { cid, bytes }
}

export function read(
  name: string,
  requirements: readonly string[],
  pieces: readonly Piece[],
  comment?: string,
): Decode {
  const said = comment === undefined ? {} : { comment }
  return { name, requirements, input: { body: joined(...pieces), cuts: [] }, ...said }
}

export function refused(
  error: Category,
  name: string,
  requirements: readonly string[],
  pieces: readonly Piece[],
  comment?: string,
): Decode {
  return { ...read(name, requirements, pieces, comment), result: 'invalid', error }
}

/** The same in pieces. */
export function inPieces(vector: Decode, cuts: readonly number[]): Decode {
  return { ...vector, input: { ...vector.input, cuts } }
}
