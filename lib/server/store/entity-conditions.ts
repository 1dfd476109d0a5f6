import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { IMPACTS, type ImpactClass, POLICIES, type PolicyClass } from '../../domain/vocabulary.ts';
import type { EntityFilter } from './entity-filter.ts';
import { pastSearchConditions, searchConditions } from './search-condition.ts';
import type { Store } from './store.ts';

type Condition = RawBuilder<boolean>;
/** The table whose words are meant: of now, or of a past moment. */
type Words = 'entities' | 'states';
const NOTHING = sql<boolean>`1 = 0`;

/** PostgreSQL cannot compare with a text that holds a NUL; nothing stored holds one. */
const storable = (value: string) => !value.includes('\0');

function oneOf(column: string, values: readonly string[]): Condition {
  const known = values.filter(storable);
  return known.length === 0 ? NOTHING : sql<boolean>`${sql.ref(column)} in (${sql.join(known)})`;
}

function anyOf(conditions: Condition[]): Condition {
  return conditions.length === 0 ? NOTHING : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

function impactIs(impact: ImpactClass, of: Words): Condition {
  const column = sql.ref(`${of}.impact`);
  if (impact === 'absent') return sql<boolean>`coalesce(${column}, '') = ''`;
  if (impact === 'unknown') return sql<boolean>`coalesce(${column}, '') not in ('', ${sql.join(IMPACTS)})`;
  return sql<boolean>`${column} = ${impact}`;
}

function policyIs(policy: PolicyClass, of: Words): Condition {
  const column = sql.ref(`${of}.policy`);
  const isKnown = (name: string) => sql<boolean>`${column} like ${`%:reputation-policy/${name}`}`;
  if (policy === 'absent') return sql<boolean>`coalesce(${column}, '') = ''`;
  if (policy !== 'unknown') return isKnown(policy);
  return sql<boolean>`coalesce(${column}, '') <> '' and not ${anyOf(POLICIES.map(isKnown))}`;
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

/** Where an entity is, and what uses it; known for now alone. */
function placeConditions({ connectionIds, regions, accounts, resources }: EntityFilter): Condition[] {
  return [
    ...(connectionIds ? [oneOf('entities.connection_id', connectionIds)] : []),
    ...(regions ? [oneOf('entities.region', regions)] : []),
    ...(accounts ? [oneOf('entities.account', accounts)] : []),
    ...(resources ? [usesOneOf(resources)] : []),
  ];
}

/** How it stands: words that a row of `entities` and one of `standing_states` have alike. */
function wordConditions({ standings, impacts, policies }: EntityFilter, of: Words): Condition[] {
  return [
    ...(standings ? [oneOf(`${of}.standing`, standings)] : []),
    ...(impacts ? [anyOf(impacts.map((impact) => impactIs(impact, of)))] : []),
    ...(policies ? [anyOf(policies.map((policy) => policyIs(policy, of)))] : []),
  ];
}

/** The filter as conditions on `entities`, to be ANDed. `common`: see searchConditions. */
export function entityConditions(filter: EntityFilter, dialect: Store['dialect'], common = false): Condition[] {
  return [
    ...existence(filter.deleted),
    ...wordConditions(filter, 'entities'),
    ...placeConditions(filter),
    ...(filter.text === undefined ? [] : searchConditions(filter.text, dialect, common)),
  ];
}

/** The same of a past moment, on `entities` and the `states` they stood at then. */
export function pastConditions(filter: EntityFilter): Condition[] {
  const { deleted, text } = filter;
  return [
    ...(deleted === 'with' ? [] : [sql<boolean>`states.deleted = ${deleted === 'only' ? 1 : 0}`]),
    ...wordConditions(filter, 'states'),
    ...placeConditions(filter),
    ...(text === undefined ? [] : pastSearchConditions(text)),
  ];
}
