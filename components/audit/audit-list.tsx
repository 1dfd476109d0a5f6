'use client';

import { AuditLine } from '@/components/audit/audit-line.tsx';
import { formatDay, formatDayHeading } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';
import type { AuditRow } from '@/lib/domain/audit.ts';

/** Rows, newest first, under the day they were written on in the chosen zone. */
export function AuditList({ rows }: { rows: readonly AuditRow[] }) {
  const zone = useRemembered(timeZone);
  // To the hour: what heads a day depends on nothing finer.
  const today = useLive((now) => Math.floor(now / 3_600_000) * 3_600_000);
  const days = new Map<string, AuditRow[]>();
  for (const row of rows) {
    const day = formatDay(Date.parse(row.at), zone);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(([day, group]) => (
    <section key={day} aria-label={day}>
      <h2 className="pt-3.5 pb-1 text-[12px] font-[550] text-soft">
        {formatDayHeading(Date.parse(group[0]?.at ?? ''), today, zone)}
      </h2>
      <ol>
        {group.map((row) => (
          <AuditLine key={row.id} row={row} />
        ))}
      </ol>
    </section>
  ));
}
