import { parametersFor, targetRate } from '@car-mirror/bloom'
import { size, table, whole } from './markdown.js'

const COUNTS = [100, 1e3, 1e4, 1e5, 1e6, 3e6, 1e7]

/** What a filter over so many CIDs is made of: arithmetic, no measurement. */
export function filterSizeTable(): string {
  return table(
    ['CIDs', 'filter', 'hashes', 'bits a CID', 'rate aimed at', 'rate'],
    COUNTS.map((count) => {
      const { bytes, hashes } = parametersFor(count)
      const rate = (1 - Math.exp((-hashes * count) / (8 * bytes))) ** hashes
      return [
        whole(count),
        size(bytes),
        String(hashes),
        ((8 * bytes) / count).toFixed(1),
        targetRate(count).toExponential(0),
        rate.toExponential(1),
      ]
    }),
  )
}
