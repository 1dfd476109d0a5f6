'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { CopyMenu } from '@/components/entity/copy-menu.tsx';
import { actCommand } from '@/components/shell/act-command.ts';
import { ACT_WORDS, type StatusAct } from '@/components/shell/act-words.ts';
import { useActPermits } from '@/components/entity/use-act-permits.ts';
import { useRunningAct } from '@/components/entity/use-running-act.tsx';
import { useCommands } from '@/components/shell/commands.ts';
import { copyText } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { rememberSender } from '@/lib/client/recent-senders.ts';
import type { Entity } from '@/lib/domain/entity.ts';

const ActDialog = dynamic(() => import('@/components/entity/act-dialog.tsx'), { ssr: false });
const CaseDialog = dynamic(() => import('@/components/entity/case-dialog.tsx'), { ssr: false });

/** What can be done about this entity; what cannot is shown disabled, with the reason. */
export function EntityActs({ entity }: { entity: Entity }) {
  const [open, setOpen] = useState<StatusAct | 'case' | null>(null);
  const { lift, refusal } = useActPermits(entity);
  const { watch, ...act } = useRunningAct(entity.arn, open !== null);
  const other = lift === 'enable' ? 'reinstate' : 'enable';
  const stopped = entity.standing.startsWith('disabled');
  const main: StatusAct = stopped ? lift : 'disable';
  const shown: StatusAct[] = stopped ? [main] : entity.standing === 'enabled' ? ['disable'] : ['disable', 'enable'];
  const alternative = stopped && refusal(other) === null ? other : null;
  const forAws = entity.explanation.blockers.includes('ses-record');
  const close = () => setOpen(null);

  useEffect(() => rememberSender(entity), [entity]);
  useCommands([
    ...shown.map((name) => ({
      label: stopped ? ACT_WORDS.reinstate.verb : ACT_WORDS[name].verb,
      refusal: refusal(name),
      run: () => setOpen(name),
    })),
    ...(forAws ? [{ label: 'AWS case text', run: () => setOpen('case') }] : []),
    ...shown.map((name) => ({
      label: `Copy as AWS CLI: ${ACT_WORDS[name].verb}`,
      run: () => void copyText(actCommand(entity, name), 'AWS CLI command copied'),
    })),
  ]);

  return (
    <>
      {forAws ? <Button onClick={() => setOpen('case')}>AWS case text</Button> : null}
      {shown.map((name) => (
        <Button key={name} refusal={refusal(name)} onClick={() => setOpen(name)}>
          {stopped ? ACT_WORDS.reinstate.verb : ACT_WORDS[name].verb}
        </Button>
      ))}
      <CopyMenu entity={entity} />
      {open === 'case' ? <CaseDialog entity={entity} onClose={close} /> : null}
      {open !== null && open !== 'case' ? (
        <ActDialog
          entity={entity}
          act={open}
          alternative={open === main ? alternative : null}
          {...act}
          onClose={close}
        />
      ) : null}
      {watch}
    </>
  );
}
