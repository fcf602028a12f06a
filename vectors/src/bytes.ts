/** Bytes in lower-case hex. */
export type Hex = string

/** A piece of longer bytes: hex, or hex many times over. */
export type Part = Hex | { readonly repeat: Hex; readonly times: number }

/** Bytes of an input: hex up to 1 KiB; above, parts to be joined, and what must come out. */
export type Bytes =
  | Hex
  | { readonly parts: readonly Part[]; readonly length: number; readonly sha256: Hex }

/** Bytes of an expectation: hex up to 1 KiB; above, their length and hash. */
export type Digested = Hex | { readonly length: number; readonly sha256: Hex }

/**
 * Elements of a filter: hex, or a row of CIDs. The i-th CID of a row is the CIDv1 (raw, sha2-256) of
 * the decimal text of first + i, in ASCII.
 */
export type Elements =
  | readonly Hex[]
  | { readonly cids: { readonly first: number; readonly count: number } }
