'use client';

import { QrCode } from '@/components/settings/qr-code.tsx';
import { RecoveryCodes } from '@/components/settings/recovery-codes.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { confirmSecondFactor } from '@/lib/client/account.ts';
import { secondFactorSchema, type TwoFactorSetUp } from '@/lib/domain/session.ts';

/** Loaded when somebody sets a second factor up. */
export default function EnrolSecondFactor({ setUp, onDone }: { setUp: TwoFactorSetUp; onDone: () => void }) {
  const { errors, problem, busy, onSubmit } = useForm(secondFactorSchema, async (input) => {
    await confirmSecondFactor({ code: input.code.replaceAll(/\s/g, '') });
    onDone();
  });
  const secret = new URL(setUp.uri).searchParams.get('secret') ?? '';
  return (
    <div className="mt-3 max-w-[560px]">
      <p>Scan this with your authenticator app, or type the key into it.</p>
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <QrCode text={setUp.uri} label="QR code of the key for your authenticator app" />
        <div className="min-w-0">
          <code className="[overflow-wrap:anywhere]">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
          <div className="mt-2">
            <CopyButton text={() => secret} label="Copy key" said="Key copied" />
          </div>
        </div>
      </div>
      <RecoveryCodes codes={setUp.recoveryCodes} />
      <form noValidate onSubmit={onSubmit} className="mt-4 flex max-w-[400px] flex-col gap-4">
        <TextField
          label="Code from the app"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          hint="It is on once you have entered one."
          error={errors['code']}
        />
        <Refusal problem={problem} />
        <div>
          <Button type="submit" look="strong" busy={busy}>
            Turn second factor on
          </Button>
        </div>
      </form>
    </div>
  );
}
