/** A value of an operation, or what is expected of one. */
export type Side = Readonly<Record<string, unknown>>

/**
 * One thing in which an exchange is judged. A dialect differs from the specification in some things by
 * its very form, which must not hide how it behaves in the others: in a dialect a vector becomes a test
 * for each of its aspects.
 */
export interface Aspect {
  /** Behind the vector's id: `#roots`. */
  readonly suffix: string
  /** Clauses that are about it. Undefined: all that no other aspect has for its own. */
  readonly clauses?: readonly string[] | undefined
  /** What the test says of itself. */
  readonly about: string
  /** The order of blocks is judged, where the vector says so. */
  readonly isOrdered: boolean
  /** It is sent as the specification has it. */
  readonly isRaw: boolean
  /** It is about answers that take a request. */
  readonly isOfSuccess: boolean
  /** What of a value is looked at, on either side. */
  keep(side: Side): Side
}

/** Everything at once: for those who speak the specification. */
export const whole: Aspect = {
  suffix: '',
  about: '',
  isOrdered: true,
  isRaw: false,
  isOfSuccess: false,
  keep: (side) => side,
}

/** What is about the routes goes to those of the specification. */
const asItIs: Aspect = {
  ...whole,
  suffix: '#as-it-is',
  clauses: ['HTTP-1'],
  about: 'sent as the specification has it',
  isRaw: true,
}

/** Clauses that are judged with an aspect of their own, and nowhere else. */
const FILTER = ['RND-4', 'RND-5', 'RND-6', 'RND-8', 'PUSH-15', 'HTTP-11', 'HTTP-12', 'HTTP-13']
const FILTER_SUFFIX = '#filter'
const OWN = new Set([
  ...FILTER,
  ...['PULL-3', 'PULL-4', 'PUSH-2', 'PUSH-3', 'HTTP-1', 'HTTP-4', 'HTTP-10'],
])

/** What of the answers of a server, by aspect. */
export function serverAspects(tellsByStatus: boolean): readonly Aspect[] {
  return [
    behaviour(({ status, refused, car, message }) => ({
      ...defined({ status, refused }),
      ...(record(car) && { car: { blocks: record(car)!.blocks } }),
      ...(record(message) && { message: withoutFilter(record(message)!) }),
    })),
    aspect('roots', ['PULL-4'], 'the roots of the CAR', ({ car }) => ({
      ...(record(car) && { car: { roots: record(car)!.roots } }),
    })),
    aspect('type', ['HTTP-4', 'HTTP-10'], 'the media type', ({ type, refused }) => {
      return defined({ type, refused })
    }),
    aspect('filter', FILTER, 'the filter', ({ message }) => ({
      ...(record(message) && { message: { ...record(message)!, missing: [] } }),
    })),
    {
      ...aspect('order', ['PULL-3', 'MOD-3'], 'the order of the blocks', ({ car }) => ({
        ...(record(car) && { car: { blocks: record(car)!.blocks } }),
      })),
      isOrdered: true,
    },
    ...(tellsByStatus
      ? []
      : [
          {
            ...aspect('status', ['PULL-5', 'PUSH-6'], 'the status', ({ rawStatus, status }) => {
              return { status: rawStatus ?? status }
            }),
            isOfSuccess: true,
          },
        ]),
    asItIs,
  ]
}

/** What of the requests of a client, by aspect. */
export const clientAspects: readonly Aspect[] = [
  {
    ...behaviour(() => ({})),
    keep: ({ requests, ...ending }) => ({
      ...ending,
      ...(list(requests) && {
        requests: list(requests)!.map(({ method, status, blocks, unreadable }) => ({
          method,
          ...(record(status) && { status: withoutFilter(record(status)!) }),
          ...defined({ blocks, unreadable }),
        })),
      }),
    }),
  },
  ofRequests('line', ['HTTP-1', 'HTTP-11', 'HTTP-4'], 'path and media type', ({ path, type }) => {
    return { path, type }
  }),
  ofRequests('roots', ['PUSH-2'], 'the roots of the CARs', ({ roots }) => defined({ roots })),
  ofRequests('filter', [...FILTER, 'PULL-1'], 'the filter', ({ status }) => ({
    ...(record(status) && { status: { ...record(status)!, missing: [] } }),
  })),
  {
    ...ofRequests('order', ['PUSH-3'], 'the order of the blocks', ({ blocks }) => {
      return defined({ blocks })
    }),
    isOrdered: true,
  },
]

/**
 * The aspects of a vector with these clauses, each with the clauses that its test names.
 * @param isRefused every request is to be refused
 */
export function aspectsOf(
  requirements: readonly string[],
  aspects: readonly Aspect[],
  isRefused: boolean,
): { aspect: Aspect; requirements: readonly string[] }[] {
  // Of a filter that is judged it is the indices that are.
  const isOfFilter = (id: string) => requirements.includes('RND-5') && id.startsWith('BF-')
  return aspects
    .filter(({ isOfSuccess }) => !(isOfSuccess && isRefused))
    .map((aspect) => {
      const { clauses, suffix } = aspect
      const isIts = (id: string) => {
        if (isOfFilter(id)) return suffix === FILTER_SUFFIX
        return clauses?.includes(id) ?? !OWN.has(id)
      }
      return { aspect, requirements: requirements.filter(isIts) }
    })
    .filter((found) => found.requirements.length > 0)
}

function behaviour(keep: (item: Side) => Side): Aspect {
  return {
    ...aspect('', [], 'what is sent, stored, asked for and refused', keep),
    suffix: '',
    clauses: undefined,
    keep: ({ answers, ...rest }) => ({ ...rest, answers: list(answers)?.map(keep) }),
  }
}

function aspect(
  name: string,
  clauses: readonly string[],
  about: string,
  keep: (answer: Side) => Side,
): Aspect {
  return {
    suffix: `#${name}`,
    clauses,
    about: `${about}, in the dialect of the port`,
    isOrdered: false,
    isRaw: false,
    isOfSuccess: false,
    keep: ({ answers }) => ({ answers: list(answers)?.map(keep) }),
  }
}

function ofRequests(
  name: string,
  clauses: readonly string[],
  about: string,
  keep: (request: Side) => Side,
): Aspect {
  return {
    ...aspect(name, clauses, about, keep),
    keep: ({ requests }) => ({ requests: list(requests)?.map(keep) }),
  }
}

/** A status whose filter is not looked at: of what is expected, one that has to have nothing. */
function withoutFilter({ missing, filter }: Side): Side {
  const isClaim = 'covers' in (record(filter) ?? {})
  return { missing, filter: isClaim ? { covers: [] } : { bytes: '', hashes: 0 } }
}

function defined(side: Side): Side {
  return Object.fromEntries(Object.entries(side).filter(([, value]) => value !== undefined))
}

function record(value: unknown): Side | undefined {
  return typeof value === 'object' && value !== null ? (value as Side) : undefined
}

function list(value: unknown): readonly Side[] | undefined {
  return Array.isArray(value) ? value : undefined
}
