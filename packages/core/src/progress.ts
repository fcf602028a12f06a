/** What a transfer tells about itself while it runs. Counts are totals so far; bytes are payload. */
export type Progress =
  | { readonly type: 'round-start'; readonly round: number; readonly missing: number }
  | { readonly type: 'blocks'; readonly blocks: number; readonly bytes: number }
  | {
      readonly type: 'round-end'
      readonly round: number
      readonly missing: number
      readonly blocks: number
      readonly bytes: number
    }

export type OnProgress = (progress: Progress) => void
