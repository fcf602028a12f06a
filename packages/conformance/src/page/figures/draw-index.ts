import type { Pins } from '../../spec/pins.js'

/** One look at a hash. */
export interface Sample {
  /** Its lowest bit in the hash. */
  readonly from: number
  readonly width: number
  readonly value: number
  readonly fits: boolean
}

export interface Draw {
  readonly hash: bigint
  readonly width: number
  /** All that the hash holds, in the order in which they are looked at. */
  readonly samples: readonly Sample[]
  /** The first that fits. */
  readonly taken: Sample | undefined
  /** Bits at the top that belong to no sample. */
  readonly left: number
}

const hashBits = 64

/** Draws one index from one hash, for a picture (BF-6 to BF-10): each step is kept. */
export function drawIndex(hash: bigint, size: number, pins: Pins): Draw {
  const width = Math.ceil(Math.log2(size))
  const step = shiftBy(pins['BF-9'].shift, width)
  const samples: Sample[] = []
  for (let from = 0; from < hashBits; from += step || hashBits) {
    const rest = Math.min(width, hashBits - from)
    if (rest < width && !pins['BF-10'].partialSample) break
    const value = Number((hash >> BigInt(from)) & ((1n << BigInt(rest)) - 1n))
    samples.push({ from, width: rest, value, fits: value < size })
  }
  const last = samples.at(-1)
  const left = last === undefined ? hashBits : hashBits - last.from - last.width
  return { hash, width, samples, taken: samples.find(({ fits }) => fits), left }
}

function shiftBy(shift: Pins['BF-9']['shift'], width: number): number {
  if (shift === 'width') return width
  if (shift === 'width-1') return width - 1
  return shift === 'none' ? 0 : shift
}
