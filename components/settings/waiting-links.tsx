'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { SettingsSection } from '@/components/settings/settings-section.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { withdrawLinkMutation } from '@/lib/client/people.ts';
import type { AccessLink } from '@/lib/domain/user.ts';

/** Invitations and resets that nobody has used yet. */
export function WaitingLinks({ links }: { links: readonly AccessLink[] }) {
  const withdraw = useMutation(withdrawLinkMutation(useQueryClient()));
  if (links.length === 0) return null;
  return (
    <SettingsSection title="Links that wait" lead="Made, and not used yet. Withdraw one that went to the wrong person.">
      <Refusal problem={withdraw.isError ? problemOf(withdraw.error) : null} />
      <ul className="mt-2">
        {links.map(({ id, kind, email, role, createdBy, expiresAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line py-2"
          >
            <p className="min-w-0 [overflow-wrap:anywhere]">
              <bdi>{email}</bdi>{' '}
              <span className="text-soft">
                {kind === 'invite' ? `invited as ${role}` : 'password reset'} by <bdi>{createdBy}</bdi>, until{' '}
                <Time at={expiresAt} form="moment" />
              </span>
            </p>
            <Button
              look="quiet"
              busy={withdraw.isPending && withdraw.variables === id}
              aria-label={`Withdraw link for ${email}`}
              onClick={() => withdraw.mutate(id)}
            >
              Withdraw link
            </Button>
          </li>
        ))}
      </ul>
    </SettingsSection>
  );
}
