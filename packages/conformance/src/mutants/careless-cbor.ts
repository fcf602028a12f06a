import * as dagCbor from '@ipld/dag-cbor'

/** Writes keys in the order in which they come. */
export const unsorted = { ...dagCbor.encodeOptions, mapSorter: () => 0 }

/** Reads what DAG-CBOR forbids. */
export const lax = {
  ...dagCbor.decodeOptions,
  strict: false,
  allowIndefinite: true,
  rejectDuplicateMapKeys: false,
}
