/** What a decoder would have to build of a JSON text, known before it builds anything. */
export interface JsonShape {
  /** Arrays and objects inside one another at the deepest place. */
  readonly depth: number
  /** Characters of the longest number or other bare word. */
  readonly longest: number
  /**
   * Where the texts start that DAG-JSON takes for links, in their order: those at the key `/` when it
   * comes first.
   */
  readonly links: readonly number[]
}

const QUOTE = 0x22
const COLON = 0x3a
const BACKSLASH = 0x5c
/** The key `/` as JSON can spell it. */
const SLASH = ['"/"', '"\\/"', '"\\u002f"', '"\\u002F"'].map((key) => [...key].map(codeOf))

const MARKS = [...'[]{}:,"'].map(codeOf)

const utf8 = new TextDecoder()

/** How much of `{"/":` has been read. */
const NOTHING = 0
const BRACE = 1
const KEY = 2
const ALL = 3

/** Skims a JSON text without recursion; the decoder says what is wrong. @see MOD-3 SEC-2 */
export function jsonShape(bytes: Uint8Array): JsonShape {
  const links: number[] = []
  let level = 0
  let depth = 0
  let read = NOTHING
  let longest = 0
  let word = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    word = isBare(byte) ? word + 1 : 0
    if (word > longest) longest = word
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue
    const before = read
    read = NOTHING
    if (byte === QUOTE) {
      const end = textEnd(bytes, at)
      if (before === ALL) links.push(at)
      else if (before === BRACE && isSlash(bytes, at, end)) read = KEY
      at = end - 1
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++level > depth) depth = level
      if (byte === 0x7b) read = BRACE
    } else if (byte === 0x5d || byte === 0x7d) level--
    else if (byte === COLON && before === KEY) read = ALL
  }
  return { depth, longest, links }
}

/** Part of a number, `true`, `false` or `null`: all else outside texts is blank or one of `[]{}:,"`. */
function isBare(byte: number): boolean {
  return byte > 0x20 && !MARKS.includes(byte)
}

/** The text of a link that starts at `at`. Throws if it is none. */
export function jsonLink(bytes: Uint8Array, at: number): string {
  return JSON.parse(utf8.decode(bytes.subarray(at, textEnd(bytes, at))))
}

/** The end of the text whose first quote is at `start`. */
function textEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at + 1
}

function isSlash(bytes: Uint8Array, start: number, end: number): boolean {
  return SLASH.some(
    (key) => key.length === end - start && key.every((code, i) => bytes[start + i] === code),
  )
}

function codeOf(character: string): number {
  return character.charCodeAt(0)
}
