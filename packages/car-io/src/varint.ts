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

/** Reads one unsigned LEB128 number that may span chunks. @see CAR-9 */
export class VarintReader {
  value = 0
  /** Bytes of it so far. */
  size = 0
  state: typeof VARINT_MORE | typeof VARINT_DONE | typeof VARINT_BAD = VARINT_MORE
  #weight = 1

  /** Takes what the number still needs; gives the position after that, and `state` says what is known. */
  read(bytes: Uint8Array, start: number, end: number): number {
    let position = start
    while (this.state === VARINT_MORE && position < end) this.#push(bytes[position++]!)
    return position
  }

  reset(): void {
    this.value = 0
    this.size = 0
    this.state = VARINT_MORE
    this.#weight = 1
  }

  #push(byte: number): void {
    if (this.size === LAST_INDEX && byte >= LAST_BYTE_END) {
      this.state = VARINT_BAD
      return
    }
    this.value += (byte & 0x7f) * this.#weight
    this.#weight *= 128
    this.size++
    if (byte < 0x80) this.state = byte === 0 && this.size > 1 ? VARINT_BAD : VARINT_DONE
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
