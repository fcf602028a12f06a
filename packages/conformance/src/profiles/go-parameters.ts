/** Registers are 64 bits wide. */
const REGISTER = 2n ** 64n - 1n

/**
 * What go-bloom's `EstimateParameters` gives for the rate of its `EstimateFPP`, bits as whole bytes.
 *
 * For no element the original divides by zero and answers what the processor makes of that (two to the
 * 63 of each on amd64); there is no number to be expected here.
 * @throws RangeError for no element
 */
export function goParameters(count: number): { bytes: number; hashes: number } {
  if (count === 0) throw new RangeError('the parameters for no element are not defined')
  const rate = 1 / 10 ** Math.round(Math.log10(count))
  const optimum = Math.ceil((-count * Math.log(rate)) / Math.LN2 ** 2)
  const bits = Number(nextPowerOfTwo(BigInt(optimum)))
  return { bytes: Math.ceil(bits / 8), hashes: Math.ceil((bits / count) * Math.LN2) }
}

/** As the original has it: the shift by 32 is missing, and zero goes round to zero. */
function nextPowerOfTwo(i: bigint): bigint {
  let bits = (i - 1n) & REGISTER
  for (const shift of [1n, 2n, 4n, 8n, 16n]) bits |= bits >> shift
  return (bits + 1n) & REGISTER
}
