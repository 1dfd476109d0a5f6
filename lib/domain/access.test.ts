import { expect, it } from 'vitest';
import { PERMISSIONS, roleMay, type Permission } from './access.ts';

it('gives each role what the roles below it have, and no more than the table says', () => {
  const granted = (role: 'viewer' | 'operator' | 'administrator') =>
    (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => roleMay(role, permission)).sort();
  expect(granted('viewer')).toEqual([
    'acts.read',
    'cases.read',
    'connections.read',
    'entities.read',
    'entities.refresh',
    'evidence.issue',
    'metrics.read',
    'tokens.own',
    'views.own',
  ]);
  expect(granted('operator')).toEqual(
    [
      ...granted('viewer'),
      'acts.start',
      'audit.read',
      'cases.write',
      'entities.label',
      'links.manage',
      'views.share',
    ].sort(),
  );
  expect(granted('administrator')).toEqual(Object.keys(PERMISSIONS).sort());
});
