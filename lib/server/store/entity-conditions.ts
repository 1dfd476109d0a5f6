import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { IMPACTS, type ImpactClass, POLICIES, type PolicyClass } from '../../domain/vocabulary.ts';
import type { EntityFilter } from './entity-filter.ts';
import { searchConditions } from './search-condition.ts';
import type { Store } from './store.ts';

type Condition = RawBuilder<boolean>;
const NOTHING = sql<boolean>`1 = 0`;

/** PostgreSQL cannot compare with a text that holds a NUL; nothing stored holds one. */
const storable = (value: string) => !value.includes('\0');

function oneOf(column: string, values: readonly string[]): Condition {
  const known = values.filter(storable);
  return known.length === 0 ? NOTHING : sql<boolean>`${sql.ref(`entities.${column}`)} in (${sql.join(known)})`;
}

function anyOf(conditions: Condition[]): Condition {
  return conditions.length === 0 ? NOTHING : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

function impactIs(impact: ImpactClass): Condition {
  if (impact === 'absent') return sql<boolean>`coalesce(entities.impact, '') = ''`;
  if (impact === 'unknown') return sql<boolean>`coalesce(entities.impact, '') not in ('', ${sql.join(IMPACTS)})`;
  return sql<boolean>`entities.impact = ${impact}`;
}

const policyIsKnown = (name: string) => sql<boolean>`entities.policy like ${`%:reputation-policy/${name}`}`;

function policyIs(policy: PolicyClass): Condition {
  if (policy === 'absent') return sql<boolean>`coalesce(entities.policy, '') = ''`;
  if (policy !== 'unknown') return policyIsKnown(policy);
  return sql<boolean>`coalesce(entities.policy, '') <> '' and not ${anyOf(POLICIES.map(policyIsKnown))}`;
}

function usesOneOf(resources: readonly string[]): Condition {
  const known = resources.filter(storable);
  if (known.length === 0) return NOTHING;
  return sql<boolean>`entities.id in (select entity_id from entity_resources where resource in (${sql.join(known)}))`;
}

function existence(deleted: EntityFilter['deleted']): Condition[] {
  if (deleted === 'with') return [];
  return [
    deleted === 'only' ? sql<boolean>`entities.deleted_at is not null` : sql<boolean>`entities.deleted_at is null`,
  ];
}

/** The filter as conditions on `entities`, to be ANDed. `common`: see searchConditions. */
export function entityConditions(filter: EntityFilter, dialect: Store['dialect'], common = false): Condition[] {
  const { standings, impacts, policies, connectionIds, regions, accounts, resources, text } = filter;
  return [
    ...existence(filter.deleted),
    ...(standings ? [oneOf('standing', standings)] : []),
    ...(impacts ? [anyOf(impacts.map(impactIs))] : []),
    ...(policies ? [anyOf(policies.map(policyIs))] : []),
    ...(connectionIds ? [oneOf('connection_id', connectionIds)] : []),
    ...(regions ? [oneOf('region', regions)] : []),
    ...(accounts ? [oneOf('account', accounts)] : []),
    ...(resources ? [usesOneOf(resources)] : []),
    ...(text === undefined ? [] : searchConditions(text, dialect, common)),
  ];
}
