import { describe, expect, it } from 'vitest';
import { PERMISSIONS, ROLES, type Permission, type Role } from '../../domain/access.ts';
import type { Principal } from '../context.ts';
import { hasCode } from '../errors.ts';
import { authorise } from './authorise.ts';

const permissions = Object.keys(PERMISSIONS) as Permission[];
const user = (role: Role): Principal => ({
  kind: 'user',
  id: 'u',
  email: 'a@example.com',
  name: 'A',
  role,
  connectionIds: null,
  sessionId: 's',
});

function answer(principal: Principal, permission: Permission): string {
  try {
    authorise({ principal }, permission);
    return 'allowed';
  } catch (error) {
    return hasCode(error, 'not-permitted', 'not-signed-in') ? error.code : 'unexpected';
  }
}

/** Written out, not computed: the table of lib/domain is what is under test. */
const MATRIX: Record<Permission, Role[]> = {
  'entities.read': ['viewer', 'operator', 'administrator'],
  'entities.refresh': ['viewer', 'operator', 'administrator'],
  'metrics.read': ['viewer', 'operator', 'administrator'],
  'connections.read': ['viewer', 'operator', 'administrator'],
  'tokens.own': ['viewer', 'operator', 'administrator'],
  'acts.read': ['viewer', 'operator', 'administrator'],
  'cases.read': ['viewer', 'operator', 'administrator'],
  'cases.write': ['operator', 'administrator'],
  'views.own': ['viewer', 'operator', 'administrator'],
  'views.share': ['operator', 'administrator'],
  'acts.start': ['operator', 'administrator'],
  'evidence.issue': ['viewer', 'operator', 'administrator'],
  'links.manage': ['operator', 'administrator'],
  'entities.label': ['operator', 'administrator'],
  'audit.read': ['operator', 'administrator'],
  'history.extend': ['administrator'],
  'connections.manage': ['administrator'],
  'users.manage': ['administrator'],
  'guard-rails.manage': ['administrator'],
  'notifications.manage': ['administrator'],
};

describe.each(permissions)('%s', (permission) => {
  it.each(ROLES)('for the role %s', (role) => {
    const expected = MATRIX[permission].includes(role) ? 'allowed' : 'not-permitted';
    expect(answer(user(role), permission)).toBe(expected);
    expect(answer({ kind: 'demo', role }, permission)).toBe(expected);
  });

  it.each(ROLES)('for a token of the role %s', (role) => {
    const byPerson = permission === 'users.manage' || permission === 'tokens.own';
    const expected = MATRIX[permission].includes(role) && !byPerson ? 'allowed' : 'not-permitted';
    const token = {
      kind: 'token',
      id: 't',
      name: 'CI',
      userId: 'u',
      email: 'a@example.com',
      role,
      connectionIds: null,
    };
    expect(answer(token as Principal, permission)).toBe(expected);
  });

  it('is refused to nobody in particular, and open to Standing itself', () => {
    expect(answer({ kind: 'anonymous' }, permission)).toBe('not-signed-in');
    expect(answer({ kind: 'watcher' }, permission)).toBe('allowed');
    expect(answer({ kind: 'command-line' }, permission)).toBe('allowed');
  });
});

describe('somebody limited to some connections', () => {
  const limited = (role: Role): Principal => ({ ...user(role), connectionIds: ['c1'] }) as Principal;

  it.each(['audit.read', 'connections.manage', 'users.manage'] as const)(
    'is refused %s whatever their role',
    (whole) => {
      expect(answer(limited('administrator'), whole)).toBe('not-permitted');
      expect(answer(user('administrator'), whole)).toBe('allowed');
    },
  );

  it('keeps what concerns senders', () => {
    expect(answer(limited('operator'), 'acts.start')).toBe('allowed');
    expect(answer(limited('viewer'), 'acts.start')).toBe('not-permitted');
    expect(answer(limited('viewer'), 'entities.read')).toBe('allowed');
  });
});
