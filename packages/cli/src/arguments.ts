import { InvalidArgumentError } from 'commander'
import { CID } from 'multiformats/cid'

/** A CID from the command line, in any of the usual bases, also as `ipfs://` or `/ipfs/`. */
export function parseCid(text: string): CID {
  try {
    return CID.parse(text.replace(/^(ipfs:\/\/|\/ipfs\/)/, ''))
  } catch {
    throw new InvalidArgumentError('It is not a CID.')
  }
}

export function parseUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new InvalidArgumentError('It is not an http or https URL.')
}

/** A whole number of at least `least` and at most `most`. */
export function parseWhole(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return number
    const upTo = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`
    throw new InvalidArgumentError(`It must be a whole number from ${least}${upTo}.`)
  }
}

/** Bytes, or `Infinity`. */
export function parseBudget(text: string): number {
  return text === 'Infinity' ? Number.POSITIVE_INFINITY : parseWhole(0)(text)
}
