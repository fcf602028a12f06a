import * as loaded from 'bloom-filters/dist/bloom/bloom-filter.js'

/** What is used of the library: its own hash, its own choice of bits. It takes no plain Uint8Array. */
interface LibraryFilter {
  add(element: Buffer): void
  has(element: Buffer): boolean
}
type Constructor = new (bits: number, hashes: number) => LibraryFilter

// Its main entry brings what only some platforms have, and it is CommonJS in two wrappings.
const unwrapped: unknown = (loaded as { default?: unknown }).default ?? loaded
const Library = ((unwrapped as { default?: unknown }).default ?? unwrapped) as Constructor

export function libraryFilter(bits: number, hashes: number): LibraryFilter {
  return new Library(bits, hashes)
}
