import 'server-only';
import { FIRST_TEMPLATES, type ReasonTemplates, reasonTemplatesSchema } from '../../domain/guard-rails.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { putSetting } from '../store/put-setting.ts';

const KEY = 'reason-templates';

/** Reasons to choose from when an act is started. */
export async function getReasonTemplates(context: Context): Promise<ReasonTemplates> {
  authorise(context, 'acts.read');
  const row = await context.store.read.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  return row === undefined ? { items: [...FIRST_TEMPLATES] } : reasonTemplatesSchema.parse(JSON.parse(row.value));
}

/** Replaces them all; operators keep them. */
export async function changeReasonTemplates(context: Context, templates: ReasonTemplates): Promise<void> {
  authorise(context, 'acts.start');
  await context.store.write(async (transaction) => {
    await putSetting(transaction, KEY, JSON.stringify(templates));
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'reason-templates.change',
      target: null,
      after: templates.items.join(' · '),
    });
  });
}
