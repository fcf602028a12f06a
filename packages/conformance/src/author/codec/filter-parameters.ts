import type { Area } from '../area.js'

interface Group {
  readonly requirements: readonly string[]
  readonly counts: readonly number[]
}

const groups: readonly Group[] = [
  { requirements: ['BF-15', 'BF-23'], counts: [0] },
  // The cap on the rate holds below a hundred elements.
  { requirements: ['BF-21', 'BF-22', 'BF-23'], counts: [1, 2, 3, 5, 9, 10, 11] },
  { requirements: ['BF-19', 'BF-22', 'BF-23'], counts: [50, 99, 100, 101] },
  // Up to the last count that fits a power of two, and above it.
  { requirements: ['BF-21', 'BF-22'], counts: [867, 868, 39_120, 39_121, 142_206, 142_207] },
  // An order of magnitude, however it is rounded, would show beside a thousand.
  { requirements: ['BF-21', 'BF-22'], counts: [999, 1000, 1001, 1024] },
  { requirements: ['BF-19', 'BF-22', 'BF-23'], counts: [5000, 100_000, 500_000, 1_000_000] },
  { requirements: ['BF-19', 'BF-22', 'BF-23'], counts: [3_600_000, 3_700_000] },
  // From here on the optimum is above the bound.
  { requirements: ['BF-18', 'BF-22', 'BF-23'], counts: [3_800_000, 1e7, 1e8, 1e9] },
]

export const filterParametersArea: Area<'parameters'> = {
  area: 'filter-parameters',
  profile: 'spec',
  layer: 'codec',
  operation: 'parameters',
  about:
    'Size and hash count of a filter for so many elements. They are the choice of whoever builds the ' +
    'filter: an implementation that chooses otherwise departs from a SHOULD, and its filters are ' +
    'understood all the same.',
  cases: groups.flatMap(({ requirements, counts }) =>
    counts.map((count) => ({ name: `${count}-elements`, requirements, input: { count } })),
  ),
}
