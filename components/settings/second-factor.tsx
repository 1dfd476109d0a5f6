'use client';

import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ConfirmForm } from '@/components/settings/confirm-form.tsx';
import { RecoveryCodes } from '@/components/settings/recovery-codes.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { beginSecondFactor, removeSecondFactor, renewRecoveryCodes } from '@/lib/client/account.ts';
import type { TwoFactorSetUp } from '@/lib/domain/session.ts';

const Enrolment = dynamic(() => import('@/components/settings/enrol-second-factor.tsx'), { ssr: false });

type Step = 'resting' | 'removing' | 'renewing' | TwoFactorSetUp;

/** Sets a second factor up, removes it, renews its recovery codes; each after the password. */
export function SecondFactor({ on }: { on: boolean }) {
  const client = useQueryClient();
  const [step, setStep] = useState<Step>('resting');
  const [codes, setCodes] = useState<string[] | null>(null);
  const done = async (said: string) => {
    setStep('resting');
    announce(said);
    await client.invalidateQueries({ queryKey: ['sessions'] });
  };
  if (typeof step === 'object') {
    return <Enrolment setUp={step} onDone={() => void done('Second factor on')} />;
  }
  if (!on)
    return (
      <ConfirmForm act="Set up second factor" onConfirm={async (input) => setStep(await beginSecondFactor(input))} />
    );
  return (
    <>
      <Notice tone="ok">A second factor is on.</Notice>
      {codes === null ? null : <RecoveryCodes codes={codes} />}
      {step === 'resting' ? (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button onClick={() => setStep('renewing')}>Renew recovery codes</Button>
          <Button onClick={() => setStep('removing')}>Remove second factor</Button>
        </div>
      ) : null}
      {step === 'renewing' ? (
        <ConfirmForm
          act="Renew recovery codes"
          onConfirm={async (input) => {
            setCodes(await renewRecoveryCodes(input));
            await done('Recovery codes renewed');
          }}
        />
      ) : null}
      {step === 'removing' ? (
        <ConfirmForm
          act="Remove second factor"
          look="stop"
          onConfirm={async (input) => {
            await removeSecondFactor(input);
            setCodes(null);
            await done('Second factor removed');
          }}
        />
      ) : null}
    </>
  );
}
