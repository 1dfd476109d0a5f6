import { SHARE_SECTIONS, type ShareSection } from '@/lib/domain/share-link.ts';

const WORDS: Record<ShareSection, { label: string; hint: string }> = {
  verdict: { label: 'Verdict', hint: 'may it send, why not, since when' },
  working: { label: 'How it is known', hint: 'the rules behind the verdict, with sources' },
  cards: { label: 'Both records', hint: 'statuses with their causes, impact, policy' },
  findings: { label: 'Findings', hint: 'in AWS’s words' },
  history: { label: 'History', hint: 'every change in the window, with gaps' },
  reasons: { label: 'Reasons of our acts', hint: 'what operators wrote; never who' },
};

/** What the page shows. Reasons stand beside changes, so they need the history. */
export function SectionFields(props: { value: ShareSection[]; onChange: (value: ShareSection[]) => void }) {
  const { value, onChange } = props;
  const toggle = (section: ShareSection, on: boolean) => {
    const left = value.filter((one) => one !== section && !(section === 'history' && one === 'reasons'));
    onChange(on ? [...left, section] : left);
  };
  return (
    <fieldset>
      <legend className="mb-1 font-[520]">Show</legend>
      <div className="grid gap-x-5 sm:grid-cols-2">
        {SHARE_SECTIONS.map((section) => (
          <label key={section} className="flex min-h-6 cursor-pointer items-baseline gap-2 has-disabled:text-soft">
            <input
              type="checkbox"
              className="relative top-[3px] size-4 flex-none accent-(--accent)"
              checked={value.includes(section)}
              disabled={section === 'reasons' && !value.includes('history')}
              onChange={({ target }) => toggle(section, target.checked)}
            />
            <span>
              {WORDS[section].label} <span className="block text-[12.5px] text-soft">{WORDS[section].hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
