'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { PLAIN } from '@/components/settings/credential-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { changeConnectionMutation } from '@/lib/client/connection-mutations.ts';
import { addConnectionSchema, type Connection, tagKeysSchema } from '@/lib/domain/connection.ts';

const formSchema = z.object({ label: addConnectionSchema.shape.label, ...tagKeysSchema.shape });

const PARTS = {
  name: 'Customer name',
  customerNumber: 'Customer number',
  contact: 'Contact',
  link: 'Link',
} as const;

/** The name of a connection, and which tags of its tenants are labels. Loaded when first opened. */
export default function EditConnectionDialog(props: { connection: Connection; onClose: () => void }) {
  const { connection, onClose } = props;
  const change = useMutation(changeConnectionMutation(useQueryClient()));
  const { errors, problem, busy, onSubmit } = useForm(formSchema, async ({ label, ...keys }) => {
    const tagKeys = Object.keys(keys).length === 0 ? null : keys;
    await change.mutateAsync({ id: connection.id, label, tagKeys });
    announce(`${label} saved`);
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Edit <bdi>{connection.label}</bdi>
        </>
      }
    >
      <form noValidate onSubmit={onSubmit} className="mt-4 flex flex-col gap-4">
        <TextField
          label="Name"
          name="label"
          {...PLAIN}
          required
          defaultValue={connection.label}
          error={errors['label']}
        />
        <fieldset>
          <legend className="font-[520]">Labels from tags</legend>
          <p className="mb-2 text-[12.5px] text-soft">
            Keys of the tags that hold them. Read in the background, one request for each sender and day; needs
            ses:ListTagsForResource. Left empty, no tag is read. Labels from CSV stay as they are.
          </p>
          <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
            {(Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => (
              <TextField
                key={part}
                label={PARTS[part]}
                name={part}
                {...PLAIN}
                defaultValue={connection.tagKeys?.[part] ?? ''}
                error={errors[part]}
              />
            ))}
          </div>
        </fieldset>
        <Refusal problem={problem} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="strong" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
