/** Something hostile, what is done with it, and the one reason with which it is refused. */
export type Row = readonly [title: string, act: () => unknown, reason: string];
