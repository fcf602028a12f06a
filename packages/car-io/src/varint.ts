/** More bytes are needed. */
export const VARINT_MORE = 0
/** `value` is complete. */
export const VARINT_DONE = 1
/** Not minimal, or 2^53 and above. */
export const VARINT_BAD = 2

// The eighth byte carries bits 49 to 55 and only 49 to 52 fit a safe integer: at 0x10 the value is
// too large, at 0x80 a ninth byte would follow and make it larger still.
const LAST_INDEX = 7
const LAST_BYTE_END = 0x10

/** Reads one unsigned LEB128 number byte by byte, so that it may span chunks. @see CAR-9 */
export class VarintReader {
  value = 0
  size = 0
  #weight = 1

  push(byte: number): typeof VARINT_MORE | typeof VARINT_DONE | typeof VARINT_BAD {
    if (this.size === LAST_INDEX && byte >= LAST_BYTE_END) return VARINT_BAD
    this.value += (byte & 0x7f) * this.#weight
    this.#weight *= 128
    this.size++
    if (byte >= 0x80) return VARINT_MORE
    return byte === 0 && this.size > 1 ? VARINT_BAD : VARINT_DONE
  }

  reset(): void {
    this.value = 0
    this.size = 0
    this.#weight = 1
  }
}

export function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}

/** Writes `value` at `position` and gives the position after it. */
export function writeVarint(value: number, target: Uint8Array, position: number): number {
  let rest = value
  let end = position
  while (rest >= 128) {
    target[end++] = (rest % 128) | 0x80
    rest = Math.floor(rest / 128)
  }
  target[end++] = rest
  return end
}
