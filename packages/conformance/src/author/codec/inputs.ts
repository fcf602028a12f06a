import { type Bytes, described, type Hex, type Part, toHex } from '@car-mirror/vectors'

/** A piece of an input: bytes, hex with spaces for the reader, or hex many times over. */
export type Piece = Uint8Array | string | Exclude<Part, Hex>

/** Pieces joined to the bytes of an input. */
export function joined(...pieces: readonly Piece[]): Bytes {
  return described(pieces.map(part))
}

/** As `joined`, where the form of an input is plain hex. */
export function hexOf(...pieces: readonly (Uint8Array | string)[]): Hex {
  return pieces.map(part).join('')
}

/** The same byte, or row of bytes, many times over. */
export function times(count: number, unit: Uint8Array | string): Exclude<Part, Hex> {
  return { repeat: hexOf(unit), times: count }
}

/** Counts 0 to 250 over and over: a prime, so that no two words of a hash are alike. */
export function counting(length: number): Bytes {
  const cycle = Uint8Array.from({ length: 251 }, (_, i) => i)
  const rest = cycle.subarray(0, length % 251)
  return joined(times(Math.floor(length / 251), cycle), rest)
}

function part(piece: Uint8Array | string): Hex
function part(piece: Piece): Part
function part(piece: Piece): Part {
  if (typeof piece === 'string') return piece.replaceAll(' ', '')
  return piece instanceof Uint8Array ? toHex(piece) : piece
}
