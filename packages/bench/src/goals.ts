/** What a figure shall be. */
interface Goal {
  /** Name of the suite. */
  readonly suite: string
  readonly work: string
  /** Of a ratio; a figure that stands alone has none. */
  readonly opponent?: string
  readonly is: '<=' | '>='
  readonly value: number
}

/** The least ratio against an opponent, for several works. */
function ratios(opponent: string, least: Readonly<Record<string, number>>): Goal[] {
  return Object.entries(least).map(([work, value]) => {
    return { suite: 'end-to-end', work, opponent, is: '>=', value }
  })
}

/** Works as the suites name them, in the order in which they are printed. */
const goals: readonly Goal[] = [
  {
    suite: 'micro',
    work: 'Bloom add, 20 hashes',
    opponent: 'xxhash, native',
    is: '>=',
    value: 0.65,
  },
  ...ratios('Rust', {
    '1,000 x 256 KiB, pull': 1.5,
    '1,000 x 256 KiB, push': 1.5,
    'one node with 10,000 links, pull': 150,
    'one node with 10,000 links, push': 150,
    '100,000 x 200 B, pull': 1000,
    '100,000 x 200 B, push': 1000,
    'chain of 10,000, pull': 1,
    'chain of 10,000, push': 1,
    '100,000 x 200 B, 1 % changed, pull': 4,
    '100,000 x 200 B, 1 % changed, push': 4,
  }),
  ...ratios('Go', {
    '1,000 x 256 KiB, pull': 1,
    '1,000 x 256 KiB, push': 1,
    '100,000 x 200 B, pull': 2,
    '100,000 x 200 B, push': 6,
    'one node with 10,000 links, pull': 1,
    'one node with 10,000 links, push': 1,
    'chain of 10,000, pull': 1,
    'chain of 10,000, push': 1,
    'node_modules, 100 MB, pull': 1,
    'node_modules, 100 MB, push': 1,
    '100,000 x 200 B, 1 % changed, pull': 1,
    '100,000 x 200 B, 1 % changed, push': 1,
    '100,000 x 200 B, in sync, pull': 1,
    '100,000 x 200 B, in sync, push': 1,
  }),
  ...ratios('HTTP, then sha256', { '1,000 x 256 KiB, pull': 0.9 }),
]

/** The least ratio that is a goal, for a row that is to be. */
export function ratioGoal(suite: string, work: string, opponent: string): number | undefined {
  return goals.find((goal) => {
    return goal.suite === suite && goal.work === work && goal.opponent === opponent
  })?.value
}
