import type { AuditRow } from '@/lib/domain/audit.ts';

/** Objects of actions as people call them; another one shows as it is. */
const OBJECTS: Record<string, string> = {
  act: 'Sending',
  audit: 'Audit',
  backup: 'Backup',
  connection: 'Connection',
  entity: 'Sender',
  evidence: 'Evidence',
  keys: 'Keys',
  labels: 'Labels',
  request: 'Request',
  session: 'Session',
  'share-link': 'Share link',
  token: 'API token',
  user: 'Person',
};

export const OBJECT_OPTIONS = Object.entries(OBJECTS).map(([value, label]) => ({ value, label }));

/** `connection.add` → `Connection: add`. */
export function actionWords(action: string): string {
  const [object = '', verb = ''] = action.split('.', 2);
  const words = OBJECTS[object] ?? object;
  return verb === '' ? words : `${words}: ${verb.replaceAll('-', ' ')}`;
}

/** Beside an effect outside the database stand two rows; where there is one, nothing needs saying. */
export const KIND_WORDS: Record<AuditRow['kind'], string> = { act: '', intent: 'about to', outcome: 'outcome' };
