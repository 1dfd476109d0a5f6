'use client';

import { useState } from 'react';
import { Tabs } from '@/components/settings/tabs.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { operatorPolicy, policyText, readerPolicy, trustPolicy } from '@/lib/domain/least-privilege.ts';
import { asAwsCli, asCloudFormation, type Recipe } from '@/lib/domain/policy-recipes.ts';

interface Suggested {
  region: string;
  account: string | null;
  /** Of the connection whose role this is; null: no role is assumed. */
  externalId: string | null;
}

const FORMS = { json: 'Policies', cli: 'AWS CLI', stack: 'CloudFormation' } as const;
const PLAIN = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

function PolicyText({ title, lead, text }: { title: string; lead: string; text: string }) {
  return (
    <section className="min-w-0">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-48">
          <h3 className="font-semibold">{title}</h3>
          <p className="text-soft">{lead}</p>
        </div>
        <CopyButton text={() => text} label="Copy" said={`${title} copied`} />
      </div>
      {/* Wraps instead of scrolling: nothing is out of reach of the keyboard or of paper. */}
      <pre className="mt-2 rounded-lg border border-line bg-panel p-3 font-mono text-[12px] leading-[1.55] [overflow-wrap:anywhere] whitespace-pre-wrap">
        {text}
      </pre>
    </section>
  );
}

function Tick({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2.5">
      <input
        type="checkbox"
        className="size-4 accent-(--accent)"
        checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}

function Forms({ form, recipe }: { form: keyof typeof FORMS; recipe: Recipe }) {
  if (form === 'cli') {
    return <PolicyText title="AWS CLI" lead="Run by somebody who may change IAM." text={asAwsCli(recipe)} />;
  }
  if (form === 'stack') {
    const lead = 'One template; the access key of a user is made apart, so that no stack shows it.';
    return <PolicyText title="CloudFormation" lead={lead} text={asCloudFormation(recipe)} />;
  }
  const { scope, role, mayAct } = recipe;
  return (
    <>
      {role === null ? null : (
        <PolicyText
          title="Trust policy"
          lead="Who may assume the role, and by which ExternalId."
          text={policyText(trustPolicy(role.caller, role.externalId))}
        />
      )}
      <PolicyText title="To read" lead="Everything Standing shows." text={policyText(readerPolicy(scope))} />
      {mayAct ? (
        <PolicyText
          title="To act, besides"
          lead="Pausing, reinstating, choosing a policy."
          text={policyText(operatorPolicy(scope))}
        />
      ) : null}
    </>
  );
}

/** The least that AWS must allow, with account and Regions filled in; generated from what Standing can call. */
export function PolicyPanel({ suggested }: { suggested: Suggested }) {
  const [typed, setTyped] = useState<{ regions?: string; account?: string; caller?: string; externalId?: string }>({});
  const [form, setForm] = useState<keyof typeof FORMS>('json');
  const [mayAct, setMayAct] = useState(true);
  const [asRole, setAsRole] = useState(suggested.externalId !== null);
  const regions = (typed.regions ?? suggested.region).split(/[\s,]+/).filter((word) => word !== '');
  const recipe: Recipe = {
    scope: {
      regions: regions.length === 0 ? [suggested.region] : regions,
      account: (typed.account ?? suggested.account ?? '').trim() || null,
    },
    mayAct,
    role: asRole
      ? {
          caller: (typed.caller ?? '').trim() || null,
          externalId: (typed.externalId ?? suggested.externalId ?? '').trim() || null,
        }
      : null,
  };
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
          label="Regions"
          {...PLAIN}
          value={typed.regions ?? suggested.region}
          onChange={({ target }) => setTyped({ ...typed, regions: target.value })}
        />
        {asRole ? (
          <>
            <TextField
              label="What Standing runs as (ARN)"
              {...PLAIN}
              placeholder="arn:aws:iam::111122223333:role/standing"
              value={typed.caller ?? ''}
              onChange={({ target }) => setTyped({ ...typed, caller: target.value })}
            />
            <TextField
              label="ExternalId"
              {...PLAIN}
              value={typed.externalId ?? suggested.externalId ?? ''}
              onChange={({ target }) => setTyped({ ...typed, externalId: target.value })}
            />
          </>
        ) : null}
      </div>
      <div className="mt-2 flex flex-wrap gap-x-6">
        <Tick label="It may act, not only read" on={mayAct} onChange={setMayAct} />
        <Tick label="As a role that Standing assumes" on={asRole} onChange={setAsRole} />
      </div>
      <Tabs label="Form of the policies" tabs={FORMS} chosen={form} onChoose={setForm}>
        <div className="grid gap-6 xl:grid-cols-2">
          <Forms form={form} recipe={recipe} />
        </div>
      </Tabs>
      <p className="mt-3 max-w-prose text-soft">
        IAM cannot tell pausing from reinstating; the roles of Standing do. If AWS still refuses
        ses:ListReputationEntities, allow it on “*”: AWS documents the tenant as its resource, but not how a list is
        matched.
      </p>
    </>
  );
}
