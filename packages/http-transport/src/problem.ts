/** What a client reads of a refusal. @see HTTP-10 */
export interface Problem {
  readonly code?: string
  readonly title?: string
}

/** What a refusal of ours has. Throws if it is not JSON. */
export function parseProblem(body: Uint8Array): Problem {
  const { code, title } = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof title === 'string' && { title }),
  }
}
