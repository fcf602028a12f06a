/** Where two differ, and from where on they end alike. */
export interface Difference {
  /** The first byte that differs; -1 where none does. */
  readonly first: number
  /** How many bytes at the end are the same, where one is longer and all of both is there. */
  readonly tail: number
}

/** Some rows of a dump: of those that are alike only the first stands there. */
export interface Row {
  /** Of its first byte among those that are there. */
  readonly at: number
  /** How many rows like it follow. */
  readonly alike: number
}

/** Whether at this place one has another byte than the other, or none. */
export function differs(sides: readonly string[], at: number): boolean {
  const first = byteAt(sides[0]!, at)
  return sides.some((hex) => byteAt(hex, at) !== first)
}

/** Two digits, or nothing after the end. */
export function byteAt(hex: string, at: number): string {
  return hex.slice(2 * at, 2 * at + 2)
}

/** @param whole all bytes of both are there */
export function differenceOf(sides: readonly string[], whole: boolean): Difference {
  const lengths = sides.map((hex) => hex.length / 2)
  let first = 0
  while (first < Math.max(...lengths) && !differs(sides, first)) first++
  if (first === Math.max(...lengths)) return { first: -1, tail: 0 }
  if (!whole || new Set(lengths).size === 1) return { first, tail: 0 }
  const fromEnd = (at: number) => sides.map((hex, i) => byteAt(hex, lengths[i]! - 1 - at))
  let tail = 0
  while (tail < Math.min(...lengths) - first && new Set(fromEnd(tail)).size === 1) tail++
  return { first, tail: tail < 4 ? 0 : tail }
}

/** Whether a byte of one side is not as on the other. */
export function isOther(
  sides: readonly string[],
  side: number,
  at: number,
  { first, tail }: Difference,
): boolean {
  if (first < 0 || at < first) return false
  return tail === 0 ? differs(sides, at) : at < sides[side]!.length / 2 - tail
}

export function rowsOf(sides: readonly string[], perRow: number): Row[] {
  const length = Math.max(...sides.map((hex) => hex.length / 2))
  const rowAt = (at: number) => sides.map((hex) => hex.slice(2 * at, 2 * (at + perRow)))
  const isSame = (row: readonly string[]) => row.every((part) => part === row[0])
  const rows: { at: number; alike: number }[] = []
  let before = ''
  for (let at = 0; at < length; at += perRow) {
    const row = rowAt(at)
    const text = row.join(' ')
    if (text === before && isSame(row)) rows.at(-1)!.alike++
    else rows.push({ at, alike: 0 })
    before = text
  }
  return rows
}

/** A byte as a character, if it is one that can be seen. */
export function asciiOf(byte: string): string {
  if (byte === '') return ' '
  const code = Number.parseInt(byte, 16)
  return code > 32 && code < 127 ? String.fromCharCode(code) : '·'
}
