import {
  type Bytes,
  type Elements,
  type Filter,
  type Hex,
  toBytes,
  toElements,
  toHex,
} from '@car-mirror/vectors'

// What vectors describe, written out: a program in another language is given nothing but hex.

export function hexOf(bytes: Bytes): Hex {
  return typeof bytes === 'string' ? bytes : toHex(toBytes(bytes))
}

export function elementsOf(elements: Elements): Hex[] {
  return toElements(elements).map(toHex)
}

export function filterOf({ bytes, hashes }: Filter<Bytes>): Filter<Hex> {
  return { bytes: hexOf(bytes), hashes }
}
