import { type Hex, toHex } from '@car-mirror/vectors'
import { type Token, Tokenizer } from 'cborg'
import { Tokenizer as JsonTokenizer } from 'cborg/json'

/** One item of a CBOR or JSON text, in the order in which it stands there. */
export interface Item {
  /** bytes, string, uint, array, map, tag, ... */
  readonly kind: string
  readonly value: unknown
  /** Arrays, maps and tags that it stands in, itself included if it is one. */
  readonly depth: number
}

/** What the items inside an item of unknown length count for: the end comes by itself. */
const OPEN = Number.POSITIVE_INFINITY

/** Ends early at what is not CBOR; a decoder says what is wrong. */
export function* cborItems(bytes: Uint8Array): Generator<Item> {
  const options = { allowIndefinite: false, strict: true, allowBigInt: true }
  yield* items(new Tokenizer(bytes, options), (token) => Number(token.value))
}

/** Likewise for JSON, where the end of an array or map is an item of its own. */
export function* jsonItems(bytes: Uint8Array): Generator<Item> {
  yield* items(new JsonTokenizer(bytes, {}), () => OPEN)
}

/** Tag 42 around a byte string of zero and the CID: the binary CIDs, as they are written. */
export function cborLinks(items: readonly Item[]): Hex[] {
  return items.flatMap(({ kind, value }, i) => {
    const link = items[i + 1]?.value
    return kind === 'tag' && value === 42 && link instanceof Uint8Array
      ? [toHex(link.slice(1))]
      : []
  })
}

function* items(
  tokens: { done(): boolean; next(): Token },
  count: (token: Token) => number,
): Generator<Item> {
  /** Items still to come at each level. */
  const open: number[] = []
  while (!tokens.done()) {
    const token = nextOf(tokens)
    if (token === undefined) return
    const kind = token.type.name
    if (kind === 'array') open.push(count(token))
    else if (kind === 'map') open.push(2 * count(token))
    else if (kind === 'tag') open.push(1)
    yield { kind, value: token.value, depth: open.length }
    const opened = kind === 'array' || kind === 'map' || kind === 'tag'
    if (kind === 'break') open.pop()
    else if (!opened && open.length > 0) open[open.length - 1]!--
    while (open.at(-1) === 0) {
      open.pop()
      if (open.length > 0) open[open.length - 1]!--
    }
  }
}

function nextOf(tokens: { next(): Token }): Token | undefined {
  try {
    return tokens.next()
  } catch {
    return undefined
  }
}
