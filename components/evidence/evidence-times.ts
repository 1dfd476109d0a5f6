/** Absolute, in UTC, to the millisecond: what is printed must mean the same on any day and in any place. */
export const utc = (time: string) => `${time.replace('T', ' ').replace('Z', '')} UTC`;
