'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { connectionsQuery } from '@/lib/client/connection-queries.ts';
import { type Role, ROLES } from '@/lib/domain/access.ts';

const MAY: Record<Role, string> = {
  viewer: 'Viewer: reads',
  operator: 'Operator: stops and restarts sending',
  administrator: 'Administrator: manages connections and people',
};

export interface AccessValue {
  role: Role;
  /** Null: all connections. */
  connectionIds: string[] | null;
}

/** What somebody may do, and for which connections. */
export function AccessFields({ value, onChange }: { value: AccessValue; onChange: (value: AccessValue) => void }) {
  const id = useId();
  const { data } = useQuery(connectionsQuery());
  const { role, connectionIds } = value;
  const toggle = (connection: string, on: boolean) => {
    const others = (connectionIds ?? []).filter((known) => known !== connection);
    onChange({ role, connectionIds: on ? [...others, connection] : others });
  };
  return (
    <>
      <div>
        <label htmlFor={id} className="font-[520]">
          Role
        </label>
        <select
          id={id}
          value={role}
          onChange={(event) =>
            onChange({ role: ROLES.find((one) => one === event.target.value) ?? role, connectionIds })
          }
          className="mt-1 min-h-8 w-full rounded-lg border border-line bg-panel px-2 py-1.5 text-ink"
        >
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {MAY[one]}
            </option>
          ))}
        </select>
      </div>
      <fieldset>
        <legend className="font-[520]">Connections</legend>
        <label className="mt-1 flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            checked={connectionIds === null}
            onChange={(event) => onChange({ role, connectionIds: event.target.checked ? null : [] })}
          />
          All, also those added later
        </label>
        {connectionIds === null
          ? null
          : data?.items.map(({ id: connection, label, account, region }) => (
              <label key={connection} className="flex min-h-6 items-center gap-2 pl-6 [overflow-wrap:anywhere]">
                <input
                  type="checkbox"
                  checked={connectionIds.includes(connection)}
                  onChange={(event) => toggle(connection, event.target.checked)}
                />
                <span>
                  <bdi>{label}</bdi>{' '}
                  <span className="text-soft">{`${account ?? 'account not known yet'}, ${region}`}</span>
                </span>
              </label>
            ))}
        {connectionIds !== null && role === 'administrator' ? (
          <p className="mt-1 text-[12.5px] text-soft">
            An administrator of some connections works like an operator: connections and people need access to all.
          </p>
        ) : null}
      </fieldset>
    </>
  );
}

/** Why it cannot be saved like this; null: it can. */
export function refusalOfAccess({ connectionIds }: AccessValue): string | null {
  return connectionIds?.length === 0 ? 'Choose at least one connection, or all.' : null;
}
