import { type Difference, digested } from '@car-mirror/vectors'
import type { Problem } from '../suite/test.js'
import { shortened, shownJson } from './shorten.js'

/** Characters of each side that a result keeps. */
const KEPT = 16_384
/** Characters of two values that are shown whole. */
const WHOLE = 160
/** Bytes shown before the first that differs, where not all are. */
const LEAD = 16

/**
 * What a port got wrong, for a reader.
 * @param whole the expected value at a place, where the vector only has its length and hash
 */
export function problemOf(
  { at, message, expected, actual }: Difference,
  whole: (at: string) => unknown,
): Problem {
  const place = at === undefined ? {} : { at }
  if (expected === undefined && actual === undefined) return { message }
  if (expected === undefined) return { ...place, message, actual: shownJson(actual) }
  const wanted =
    isDigest(expected) && typeof whole(at ?? '') === 'string' ? whole(at ?? '') : expected
  if (isHex(wanted) && isHex(actual)) return { ...place, ...bytesApart(wanted, actual) }
  return { ...place, ...textsApart(wanted, actual) }
}

function bytesApart(expected: string, actual: string): Problem {
  const at = firstApart(expected.match(/../g) ?? [], actual.match(/../g) ?? [])
  const byteOf = (hex: string) => hex.slice(2 * at, 2 * at + 2) || 'no more'
  const lengths =
    expected.length === actual.length
      ? ''
      : `${expected.length / 2} bytes expected, ${actual.length / 2} came; `
  const message = `${lengths}byte ${at} is the first that differs: ${byteOf(expected)} expected, ${byteOf(actual)} came`
  const start = 2 * Math.max(0, at - LEAD)
  if (Math.max(expected.length, actual.length) <= KEPT) {
    return { message, expected, actual, hex: true, differsAt: at }
  }
  const cut = (hex: string) => `from byte ${start / 2}: ${hex.slice(start, start + KEPT / 4)}`
  return { message, expected: cut(expected), actual: cut(actual) }
}

function textsApart(wanted: unknown, came: unknown): Problem {
  const [expected, actual] = [textOf(wanted), textOf(came)]
  const differsAt = firstApart([...expected], [...actual])
  return {
    message: inWords(wanted, came),
    expected: shortened(expected, KEPT),
    actual: shortened(actual, KEPT),
    ...(Math.max(expected.length, actual.length) <= KEPT && { differsAt }),
  }
}

/** Of long lists only how they differ. */
function inWords(wanted: unknown, came: unknown): string {
  const whole = `${shownJson(wanted)} expected, ${shownJson(came)} came`
  if (whole.length <= WHOLE || !Array.isArray(wanted) || !Array.isArray(came)) {
    return `${shortened(textOf(wanted))} expected, ${shortened(textOf(came))} came`
  }
  const texts = (list: unknown[]) => list.map((item) => shownJson(item))
  const at = firstApart(texts(wanted), texts(came))
  const lengths =
    wanted.length === came.length ? '' : `${wanted.length} items expected, ${came.length} came; `
  const [expected, actual] = [wanted, came].map((list) => {
    return at < list.length ? shownJson(list[at]) : 'no more'
  })
  return `${lengths}item ${at} is the first that differs: ${expected} expected, ${actual} came`
}

/** Bytes without their expected counterpart show as what the vector has of that: length and hash. */
function textOf(value: unknown): string {
  return shownJson(isHex(value) ? digested(value) : value, KEPT)
}

function firstApart(a: readonly string[], b: readonly string[]): number {
  let at = 0
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++
  return at
}

function isHex(value: unknown): value is string {
  return typeof value === 'string' && value.length % 2 === 0 && !/[^0-9a-f]/.test(value)
}

function isDigest(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sha256' in value
}
