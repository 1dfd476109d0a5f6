'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { operatorPolicy, type PolicyScope, readerPolicy } from '@/lib/domain/least-privilege.ts';

function PolicyText({ title, lead, text }: { title: string; lead: string; text: string }) {
  return (
    <section className="min-w-0">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-48">
          <h3 className="font-semibold">{title}</h3>
          <p className="text-soft">{lead}</p>
        </div>
        <CopyButton text={() => text} label="Copy policy" said="Policy copied" />
      </div>
      {/* Wraps instead of scrolling: nothing is out of reach of the keyboard or of paper. */}
      <pre className="mt-2 rounded-lg border border-line bg-panel p-3 font-mono text-[12px] leading-[1.55] [overflow-wrap:anywhere] whitespace-pre-wrap">
        {text}
      </pre>
    </section>
  );
}

/** The least that AWS must allow, with account and Region filled in. */
export function PolicyPanel({ suggested }: { suggested: PolicyScope }) {
  const [typed, setTyped] = useState<{ region?: string; account?: string }>({});
  const region = (typed.region ?? suggested.region).trim() || suggested.region;
  const account = (typed.account ?? suggested.account ?? '').trim() || null;
  return (
    <>
      <div className="mt-3 grid max-w-[560px] gap-4 sm:grid-cols-2">
        <TextField
          label="Account"
          inputMode="numeric"
          autoComplete="off"
          placeholder="123456789012"
          value={typed.account ?? suggested.account ?? ''}
          onChange={({ target }) => setTyped({ ...typed, account: target.value })}
        />
        <TextField
          label="Region"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed.region ?? suggested.region}
          onChange={({ target }) => setTyped({ ...typed, region: target.value })}
        />
      </div>
      <div className="mt-5 grid gap-6 xl:grid-cols-2">
        <PolicyText title="To read" lead="Everything Standing shows." text={readerPolicy({ region, account })} />
        <PolicyText
          title="To act, besides"
          lead="Pausing, reinstating, choosing a policy. Leave it out and Standing only reads."
          text={operatorPolicy({ region, account })}
        />
      </div>
      <p className="mt-3 max-w-prose text-soft">
        IAM cannot tell pausing from reinstating; the roles of Standing do. If AWS still refuses
        ses:ListReputationEntities under this policy, allow that one action on every resource.
      </p>
    </>
  );
}
