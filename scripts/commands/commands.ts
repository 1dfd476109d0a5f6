import { auditVerify } from './audit.ts';
import { backup, restore } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { evidenceVerify } from './evidence.ts';
import { importEvents } from './import.ts';
import { keysRotate } from './keys.ts';
import { usersInvite, usersList, usersReset, usersRole } from './users.ts';

export const commands: readonly Command[] = [
  usersList,
  usersInvite,
  usersReset,
  usersRole,
  keysRotate,
  auditVerify,
  evidenceVerify,
  backup,
  restore,
  doctor,
  importEvents,
];
