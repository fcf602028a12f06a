/** Places values of an axis along pixels. */
export interface Scale {
  at(value: number): number
  /** Values with a mark on the axis. */
  readonly marks: readonly number[]
}

/** From the power of ten below the least to the one above the greatest. Values are above 0. */
export function logScale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)))
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))
  const marks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i))
  const place = (value: number) => (Math.log10(value) - low) / (high - low)
  return { at: (value) => from + place(value) * (to - from), marks }
}

/** From 0 to a round value above the greatest. */
export function linearScale(values: readonly number[], from: number, to: number): Scale {
  const greatest = Math.max(...values, Number.MIN_VALUE)
  const step = roundStep(greatest / 4)
  const count = Math.ceil(greatest / step)
  const marks = Array.from({ length: count + 1 }, (_, i) => i * step)
  return { at: (value) => from + (value / (count * step)) * (to - from), marks }
}

/** 1, 2 or 5 times a power of ten: the next one above. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10)
}
