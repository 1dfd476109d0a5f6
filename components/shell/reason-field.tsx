import { useQuery } from '@tanstack/react-query';
import { TextArea } from '@/components/ui/text-field.tsx';
import { reasonTemplatesQuery } from '@/lib/client/guard-rail-queries.ts';

/** The reason, and what operators keep to say in a hurry. */
export function ReasonField(props: { value: string; onChange: (reason: string) => void; error: boolean }) {
  const { data: templates } = useQuery(reasonTemplatesQuery());
  return (
    <div>
      <TextArea
        label="Reason"
        hint="Kept in Standing’s history with your name; SES keeps none."
        required
        maxLength={1000}
        rows={2}
        value={props.value}
        error={props.error ? 'Takes a reason, such as a ticket or what was fixed.' : null}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {templates && templates.items.length > 0 ? (
        <label className="mt-1.5 flex flex-wrap items-center gap-2 text-[12.5px] text-soft">
          Template
          <select
            className="min-h-7 max-w-full min-w-0 flex-1 rounded-lg border border-line bg-panel px-2 text-ink"
            value=""
            onChange={(event) => props.onChange(event.target.value)}
          >
            <option value="">choose one</option>
            {templates.items.map((text) => (
              <option key={text}>{text}</option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}
