import { formatClock, formatDay, type Zone } from '@/components/ui/format-time.ts';
import type { FleetView } from '@/lib/domain/fleet-view.ts';

/** `14 Nov`, `14 Nov 02:00`, `week of 14 Nov`; the year only where it is not obvious. */
export function bucketWords(start: string, bucket: FleetView['bucket'], zone: Zone): string {
  const at = Date.parse(start);
  const day = formatDay(at, zone);
  const short = day.replace(/ \d{4}$/, '');
  if (bucket === 'hour') return `${short} ${formatClock(at, zone).slice(0, 5)}`;
  return bucket === 'week' ? `week of ${day}` : short;
}
