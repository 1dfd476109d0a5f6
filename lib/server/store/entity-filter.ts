import 'server-only';
import type { ImpactClass, PolicyClass, Standing } from '../../domain/vocabulary.ts';

/** What a list of entities may be narrowed to; members are ANDed, the values of one ORed. An empty list matches nothing. */
export interface EntityFilter {
  standings?: readonly Standing[] | undefined;
  impacts?: readonly ImpactClass[] | undefined;
  policies?: readonly PolicyClass[] | undefined;
  connectionIds?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
  accounts?: readonly string[] | undefined;
  /** Names of identities in lower case: senders known to use one of them. */
  resources?: readonly string[] | undefined;
  /** Words of a person; see search-condition.ts. */
  text?: string | undefined;
  /** `only`: tombstones alone; `with`: both; absent: the living. */
  deleted?: 'only' | 'with' | undefined;
}
