import type { Check } from './trace.js'

/** Tests that are programs instead of data, each with the clauses that it tests. */
export const checks: readonly Check[] = [
  {
    id: 'any-dag-converges',
    requirements: ['RND-2', 'RND-13', 'RND-23', 'RND-25', 'RND-27', 'RND-28'],
    file: 'packages/core/test/convergence.test.ts',
  },
  {
    id: 'any-dag-converges-over-broken-connections',
    requirements: ['RND-24', 'RND-27', 'RND-29', 'HTTP-16'],
    file: 'packages/http-transport/test/convergence.test.ts',
  },
  {
    id: 'cars-cut-anywhere',
    requirements: ['CAR-12', 'CAR-14'],
    file: 'packages/car-io/test/fuzz.test.ts',
  },
  {
    id: 'deep-wide-and-many',
    requirements: ['SEC-2', 'SEC-4', 'PULL-1'],
    file: 'packages/http-transport/test/scale.test.ts',
  },
  {
    id: 'servers-that-never-end',
    requirements: ['RND-28', 'PUSH-11', 'PUSH-13'],
    file: 'packages/http-transport/test/hostile-servers.test.ts',
  },
  {
    id: 'clients-that-leave',
    requirements: ['RND-20', 'RND-24'],
    file: 'packages/http-transport/test/leaving-clients.test.ts',
  },
  {
    id: 'redirects-over-sockets',
    requirements: ['HTTP-15'],
    file: 'packages/http-transport/test/redirects.test.ts',
  },
]
