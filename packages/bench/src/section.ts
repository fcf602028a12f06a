/** Median of several runs, with the lowest and the highest. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly runs: number
}

/** One figure beside that of an opponent, measured in pairs, one right after the other. */
export interface Row {
  readonly work: string
  readonly opponent: string
  /** What `ours` and `theirs` count, such as `ms` or `MB/s`. */
  readonly unit: string
  readonly ours: Spread
  readonly theirs: Spread
  /** Of the pairs: how many times better ours is; below 1 the opponent is ahead. */
  readonly ratio: Spread
  /** The least that `ratio` shall be. */
  readonly goal?: number
  /** The opponent was stopped at a limit: `theirs` and `ratio` are the least that they can be. */
  readonly atLeast?: true
  /** What was measured, pair by pair. */
  readonly pairs?: readonly (readonly [ours: number, theirs: number])[]
  /** Anonymous memory that the receiver took on top of what it began with. Bytes, medians. */
  readonly peak?: { readonly ours: number; readonly theirs: number }
  /** What a reader must know, such as that an opponent was stopped at a limit. */
  readonly note?: string
}

/** A figure that stands alone: a count, a slope, bytes. */
export interface Fact {
  readonly work: string
  readonly value: number
  readonly unit: string
  /** The most (`<=`) or the least (`>=`) that `value` shall be. */
  readonly goal?: { readonly is: '<=' | '>='; readonly value: number }
  /** Noise cannot change it: if it misses its goal, something is broken. */
  readonly isCount?: true
  readonly note?: string
}

/** A figure that could not be had. */
export interface Absent {
  readonly work: string
  readonly opponent: string
  readonly why: string
}

export interface Series {
  readonly name: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Plot {
  readonly title: string
  readonly x: { readonly label: string; readonly log: boolean }
  readonly y: { readonly label: string; readonly log: boolean }
  readonly series: readonly Series[]
}

/** What one part of the benchmark has found. */
export interface Section {
  readonly name: string
  readonly title: string
  readonly rows: readonly Row[]
  readonly facts: readonly Fact[]
  readonly plots: readonly Plot[]
  readonly absent?: readonly Absent[]
  /** What of ours has failed, which nothing may. */
  readonly failures?: readonly string[]
  /** How it was measured, and what is not in the figures. */
  readonly notes: readonly string[]
}

/** How much time a run may take: `short` counts only, `normal` a few minutes, `full` as long as it takes. */
export type Extent = 'short' | 'normal' | 'full'

/** A part of the benchmark. */
export interface Suite {
  readonly name: string
  run(extent: Extent, say: (line: string) => void): Promise<Section>
}
