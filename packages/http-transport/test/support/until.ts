/** Waits until a condition holds; the test's time limit ends what never does. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5)
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
