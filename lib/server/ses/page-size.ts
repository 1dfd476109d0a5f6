import 'server-only';
import { hasCode } from '../errors.ts';

/** Halves of a thousand, rounded to the sizes services are known to stop at. */
const SIZES = [1000, 500, 250, 100, 50, 25, 10, 5, 1];

export interface PageSizes {
  /** Runs a list request with the largest size that is not known to be refused. */
  run<T>(operation: string, largest: number, request: (size: number) => Promise<T>): Promise<T>;
  accepted(): Record<string, number>;
}

/**
 * SES documents no largest page for most lists, so it is found by asking: a page size SES refuses is halved, and the
 * size it accepts is remembered for this connection.
 * @param known sizes accepted before, by operation.
 */
export function createPageSizes(known: Record<string, number> = {}): PageSizes {
  const proven = new Map(Object.entries(known).filter(([, size]) => Number.isInteger(size) && size > 0));
  return {
    accepted: () => Object.fromEntries(proven),
    run: async (operation, largest, request) => {
      let size = Math.min(largest, proven.get(operation) ?? largest);
      for (;;) {
        try {
          const answer = await request(size);
          proven.set(operation, size);
          return answer;
        } catch (error) {
          const smaller = SIZES.find((one) => one < size);
          if (smaller === undefined || !isAboutPageSize(error, proven.get(operation) === size)) throw error;
          size = smaller;
        }
      }
    },
  };
}

/** A refusal that does not say why may be about a size that has never worked, and is not about one that has. */
function isAboutPageSize(error: unknown, hasWorked: boolean): boolean {
  if (!hasCode(error, 'ses-bad-request')) return false;
  if (/page\s*size|maxresults|max results/i.test(error.message)) return true;
  return !hasWorked && !/token|filter|arn|reference|unknown|not supported|not available/i.test(error.message);
}
