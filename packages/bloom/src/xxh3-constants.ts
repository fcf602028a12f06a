import { times, xorShift } from './u64.js'

/** The primes of the algorithm as halves, least significant first. */
export const PRIME64_1 = [0x85ebca87, 0x9e3779b1] as const
export const PRIME64_2 = [0x27d4eb4f, 0xc2b2ae3d] as const
export const PRIME64_3 = [0x9e3779f9, 0x165667b1] as const
export const PRIME_MX1 = [0x9e3779f9, 0x16566791] as const
export const PRIME_MX2 = [0x1e98df25, 0x9fb21c65] as const

const SECRET_HEX =
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f' +
  'cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c' +
  '3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
  'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364' +
  'eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e' +
  '2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e'

/** The default secret, 192 bytes: part of the algorithm, not confidential. @see BF-2 */
export const secret = /* @__PURE__ */ Uint8Array.from({ length: 192 }, (_, at) =>
  Number.parseInt(SECRET_HEX.slice(2 * at, 2 * at + 2), 16),
)

/** The last scrambling of every hash of more than 8 bytes. */
export function avalanche(hash: Uint32Array): void {
  xorShift(hash, 37)
  times(hash, PRIME_MX1[0], PRIME_MX1[1])
  xorShift(hash, 32)
}
