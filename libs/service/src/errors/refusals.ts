/** How the edge answers one reason of `Refused`. */
export interface RefusalRow {
  readonly status: number;
  /** OAuth `error`, MEF `code` or the tail of a problem `type`. */
  readonly code: string;
  /** For the developer who called; never echoes input. */
  readonly message: string;
  /** `WWW-Authenticate`, where the default of a 401 (`Bearer` with the error) does not fit. */
  readonly challenge?: string;
}

/** Reasons to answers; a reason without a row is a defect and becomes a logged 500. */
export type RefusalTable = Readonly<Record<string, RefusalRow>>;
