export type Point = readonly [x: number, y: number]

/** The straight line with the least squares. */
export interface Line {
  readonly slope: number
  readonly intercept: number
}

/** @throws RangeError unless two points at least have different x */
export function fitLine(points: readonly Point[]): Line {
  const count = points.length
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  if (!(spread > 0)) throw new RangeError('a line needs two points')
  const slope = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
  return { slope, intercept: meanY - slope * meanX }
}

/** The power of x that y grows with: 1 is linear. Both must be above 0. */
export function growthRate(points: readonly Point[]): number {
  return fitLine(points.map(([x, y]): Point => [Math.log(x), Math.log(y)])).slope
}
