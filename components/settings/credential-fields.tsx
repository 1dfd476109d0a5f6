import type { ReactNode } from 'react';
import { TextField } from '@/components/ui/text-field.tsx';

export const PLAIN = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

const SOURCES = {
  'static-keys': ['Access key', 'Sealed on this server.'],
  profile: ['Named profile', 'Of the AWS files on this server.'],
  ambient: ['Environment of the server', 'A container’s or an instance’s role, or variables.'],
} as const;
export type Source = keyof typeof SOURCES;

/** Where a credential comes from. */
export function SourceChoice(props: {
  source: Source;
  sources: readonly Source[];
  onChange: (source: Source) => void;
}) {
  const { source, sources, onChange } = props;
  return (
    <fieldset>
      <legend className="font-[520]">Credential</legend>
      <div className="mt-1 grid gap-x-6 sm:grid-cols-3">
        {sources.map((name) => (
          <label key={name} className="flex min-h-8 cursor-pointer items-start gap-2.5 py-1">
            <input
              type="radio"
              name="source"
              value={name}
              checked={source === name}
              onChange={() => onChange(name)}
              className="mt-0.5 size-4 flex-none accent-(--accent)"
            />
            <span>
              {SOURCES[name][0]}
              <span className="block text-[12.5px] text-soft">{SOURCES[name][1]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What the chosen source needs. Values live in the inputs alone. */
export function CredentialFields({ source, errors }: { source: Source; errors: Record<string, string> }): ReactNode {
  if (source === 'profile') {
    return (
      <TextField
        label="Profile"
        name="profile"
        {...PLAIN}
        required
        hint="As in ~/.aws/credentials or ~/.aws/config of the account that runs Standing."
        error={errors['profile']}
      />
    );
  }
  if (source === 'ambient') {
    return (
      <p className="text-soft">
        Whatever the AWS SDK finds by itself. A change of environment variables needs a restart of Standing; files and
        roles are taken up without one.
      </p>
    );
  }
  return (
    <>
      <TextField label="Access key id" name="accessKeyId" {...PLAIN} required error={errors['accessKeyId']} />
      <TextField
        label="Secret access key"
        name="secretAccessKey"
        type="password"
        {...PLAIN}
        autoComplete="new-password"
        required
        hint="Sealed before it is stored. No page, log or answer ever shows it."
        error={errors['secretAccessKey']}
      />
      <TextField
        label="Session token (only for temporary keys)"
        name="sessionToken"
        type="password"
        {...PLAIN}
        autoComplete="new-password"
        hint="Temporary keys stop working when AWS ends them; Standing then says so and keeps showing what it read."
        error={errors['sessionToken']}
      />
    </>
  );
}
